import { expect, test } from 'vitest';
import { secondLook } from './secondLook';
import { drawnFrame, FOREIGN_SYMBOL, outOfFocus, painted, SYMBOL, TEXT } from './testing';

const SIDE = SYMBOL.length;
const clean = drawnFrame(SYMBOL);
const always = () => true;
const within = (x: number, y: number, box: readonly [number, number, number, number]) =>
  x >= box[0] && y >= box[1] && x < box[2] && y < box[3];

test('a label is read', () => {
  expect(secondLook(clean, always)).toBe(TEXT);
});

test.each([
  ['first', [-1, -1, 7, 7]],
  ['second', [SIDE - 7, -1, SIDE + 1, 7]],
  ['third', [-1, SIDE - 7, 7, SIDE + 1]],
] as const)('a label is read whose %s finder is torn off', (_, box) => {
  const torn = painted(clean, SIDE, (x, y, tone) => (within(x, y, box) ? [120, 120, 120] : tone));
  expect(secondLook(torn, always)).toBe(TEXT);
});

test('a label is read that is out of focus by a whole module', () => {
  expect(secondLook(outOfFocus(clean, 10), always)).toBe(TEXT);
});

test('a label is read through a lamp that hides the contrast of a part', () => {
  const glaring = painted(clean, SIDE, (x, y, tone) => {
    const lamp = 260 * Math.exp(-((x - 20) ** 2 + (y - 12) ** 2) / 40);
    return tone.map((part) => Math.min(255, part + lamp));
  });
  expect(secondLook(glaring, always)).toBe(TEXT);
});

test('mud of ink’s brightness is known by its colour', () => {
  const mud = (colour: readonly number[]) =>
    painted(clean, SIDE, (x, y, tone) => (within(x, y, [9, 10, 22, 24]) ? colour : tone));
  expect(secondLook(mud([60, 28, 20]), always)).toBe(TEXT);
  expect(secondLook(mud([35, 35, 35]), always)).toBeUndefined();
});

test('nothing is guessed where too much is hidden', () => {
  const hidden = painted(clean, SIDE, (x, y, tone) =>
    within(x, y, [8, 8, SIDE, SIDE]) ? [225, 225, 225] : tone,
  );
  expect(secondLook(hidden, always)).toBeUndefined();
});

test('a wall without a label is read as nothing', () => {
  expect(secondLook(drawnFrame(['.']), always)).toBeUndefined();
});

test('a code that is no label is left to the library', () => {
  expect(secondLook(drawnFrame(FOREIGN_SYMBOL), always)).toBeUndefined();
});

test('no symbol is tried when the time is up', () => {
  expect(secondLook(clean, () => false)).toBeUndefined();
});
