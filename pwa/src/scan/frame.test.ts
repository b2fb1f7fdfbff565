import { expect, test } from 'vitest';
import { cutOf, fitted } from './frame';

test('every second look is at the middle, closer', () => {
  expect(cutOf(0, 1920, 1080)).toEqual({ x: 0, y: 0, width: 1920, height: 1080 });
  expect(cutOf(1, 1920, 1080)).toEqual({ x: 582, y: 162, width: 756, height: 756 });
});

test('a picture is scaled down and never up', () => {
  expect(fitted(4000, 3000, 1280)).toEqual([1280, 960]);
  expect(fitted(640, 480, 1280)).toEqual([640, 480]);
});
