import { expect, test } from 'vitest';
import { watchRepeats } from './repeats';

test('two seconds are counted from the last sight of what was told', () => {
  const repeats = watchRepeats();
  expect(repeats.fresh(['A'], 0)).toEqual(['A']);
  repeats.told('A', 0);
  expect(repeats.fresh(['A'], 1999)).toEqual([]);
  expect(repeats.fresh(['A'], 3998)).toEqual([]);
  expect(repeats.fresh(['A'], 5998)).toEqual(['A']);
});

test('what was told is ignored although another came between', () => {
  const repeats = watchRepeats();
  repeats.told('A', 0);
  repeats.told('B', 500);
  expect(repeats.fresh(['A'], 1000)).toEqual([]);
  expect(repeats.fresh(['B', 'C'], 1000)).toEqual(['C']);
});

test('what was put aside comes again after two seconds, though it stayed in view', () => {
  const repeats = watchRepeats();
  repeats.told('A', 0);
  repeats.aside('B', 0);
  expect(repeats.fresh(['A', 'B'], 1000)).toEqual([]);
  expect(repeats.fresh(['A', 'B'], 2000)).toEqual(['B']);
});

test('a covered view keeps what was in it from coming again', () => {
  const repeats = watchRepeats();
  repeats.told('A', 0);
  repeats.covered(60_000);
  expect(repeats.fresh(['A'], 61_000)).toEqual([]);
});

test('who scans quickly finds a label of before again, though others were told since', () => {
  const repeats = watchRepeats();
  for (let n = 0; n < 4; n += 1) {
    repeats.told(`${n}`, n * 10_500);
    repeats.covered(10_000);
    repeats.fresh([], n * 10_500 + 10_400);
  }
  expect(repeats.fresh(['0', '2'], 42_100)).toEqual(['0']);
});
