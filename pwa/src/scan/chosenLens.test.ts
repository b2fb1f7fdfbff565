// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { chooseLens, chosenAmong, chosenLens } from './chosenLens';

const LENS = { deviceId: 'one', label: 'Back Camera' };

afterEach(() => localStorage.clear());

test('the chosen lens is remembered on this device', () => {
  expect(chosenLens()).toBeUndefined();
  chooseLens(LENS);
  expect(chosenLens()).toEqual(LENS);
});

test('a lens that got a new id is known by its name', () => {
  chooseLens(LENS);
  const renamed = { deviceId: 'two', label: 'Back Camera' };
  expect(chosenAmong([{ deviceId: 'three', label: 'Front Camera' }, renamed])).toEqual(renamed);
  expect(chosenAmong([{ deviceId: 'three', label: '' }])).toBeUndefined();
});

test('a spoilt memory chooses nothing', () => {
  localStorage.setItem('lens', '{');
  expect(chosenLens()).toBeUndefined();
});
