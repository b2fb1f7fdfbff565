import { expect, test } from 'vitest';
import { facingOf, inOrder, mainBackLens } from './lenses';

const lenses = (...labels: string[]) => labels.map((label, n) => ({ deviceId: `${n}`, label }));

test('the lowest numbered back lens of an Android phone is the main one', () => {
  const found = mainBackLens(
    lenses('camera2 1, facing front', 'camera2 2, facing back', 'camera2 0, facing back'),
  );
  expect(found?.label).toBe('camera2 0, facing back');
});

test('a wide lens is passed over', () => {
  const found = mainBackLens(lenses('Back Ultra Wide Camera', 'Back Camera', 'Front Camera'));
  expect(found?.label).toBe('Back Camera');
});

test('a Chinese phone names its lenses in Chinese', () => {
  expect(mainBackLens(lenses('前置相机', '后置超广角相机', '后置相机'))?.label).toBe('后置相机');
});

test('without names the browser chooses', () => {
  expect(mainBackLens(lenses('', ''))).toBeUndefined();
});

test('the main back lens stands first and the front one last', () => {
  const labels = inOrder(
    lenses('Front Camera', 'USB camera', 'Back Ultra Wide Camera', 'Back Camera'),
  ).map((lens) => lens.label);
  expect(labels).toEqual(['Back Camera', 'Back Ultra Wide Camera', 'USB camera', 'Front Camera']);
});

test.each([
  ['camera2 1, facing front', 'front'],
  ['后置相机', 'back'],
  ['Integrated Camera (04f2:b6dd)', 'unknown'],
])('"%s" looks %s', (label, facing) => {
  expect(facingOf({ deviceId: '1', label })).toBe(facing);
});
