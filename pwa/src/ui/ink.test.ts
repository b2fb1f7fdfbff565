import { expect, test } from 'vitest';
import { emptyInk, type Ink, isSigned, POINTS_LIMIT, withPoint, withStroke } from './ink';

const drawn = (ink: Ink, points: readonly (readonly [number, number])[]): Ink =>
  points.reduce((so, [x, y], n) => (n === 0 ? withStroke(so, x, y) : withPoint(so, x, y)), ink);

test('a touch and a short dash are no signature, a name is one', () => {
  const dot = withStroke(emptyInk(300, 120), 10, 10);
  expect(isSigned(dot)).toBe(false);
  expect(isSigned(withPoint(dot, 90, 10))).toBe(false);
  const name = drawn(dot, [
    [20, 20],
    [100, 20],
    [20, 90],
    [110, 100],
  ]);
  expect(isSigned(name)).toBe(true);
});

test('strokes are whole pixels inside the field, without points that hardly moved', () => {
  const ink = drawn(emptyInk(300, 120), [
    [-5, 10.4],
    [0.6, 10.2],
    [40, 400],
  ]);
  expect(ink.strokes).toEqual([[0, 10, 40, 120]]);
});

test('a palm that rubs the glass does not swell the record', () => {
  let ink = withStroke(emptyInk(300, 120), 0, 0);
  for (let n = 1; n < 3 * POINTS_LIMIT; n += 1) ink = withPoint(ink, (n % 2) * 100, n % 120);
  expect(ink.strokes[0]?.length).toBe(2 * POINTS_LIMIT);
  expect(withStroke(ink, 5, 5)).toBe(ink);
});
