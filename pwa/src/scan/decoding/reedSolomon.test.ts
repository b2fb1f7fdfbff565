import { expect, test } from 'vitest';
import { repaired } from './reedSolomon';

const [LENGTH, CORRECTION] = [26, 10];

/** A codeword: its check symbols are what a repair makes of them when they are all given up. */
function codeword(): Uint8Array {
  const data = Uint8Array.from({ length: LENGTH }, (_, n) => (n * 37 + 11) & 255);
  const checks = Array.from({ length: CORRECTION }, (_, n) => LENGTH - CORRECTION + n);
  const made = repaired(data, CORRECTION, checks);
  if (!made) throw new Error('no codeword');
  return made.word;
}

const word = codeword();
const broken = (...places: number[]) => {
  const made = word.slice();
  for (const at of places) made[at] = (made[at] as number) ^ (0x5a + at);
  return made;
};

test('the check symbols of a known codeword come out as the standard has them', () => {
  // The worked example of ISO/IEC 18004, version 1-M: the digits 01234567.
  const data = [16, 32, 12, 86, 97, 128, 236, 17, 236, 17, 236, 17, 236, 17, 236, 17];
  const given = Uint8Array.from([...data, ...new Array<number>(10).fill(0)]);
  const checks = repaired(given, 10, [16, 17, 18, 19, 20, 21, 22, 23, 24, 25])?.word.slice(16);
  expect([...(checks ?? [])]).toEqual([165, 36, 212, 193, 237, 54, 199, 135, 44, 85]);
});

test('five wrong symbols are found with ten check symbols', () => {
  expect(repaired(broken(0, 5, 9, 17, 25), CORRECTION, [])).toEqual({ word, errors: 5 });
});

test('ten given up symbols are filled in', () => {
  const given = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  expect(repaired(broken(...given), CORRECTION, given)).toEqual({ word, errors: 0 });
});

test('six given up and two wrong symbols are repaired together', () => {
  const given = [1, 3, 5, 7, 9, 11];
  expect(repaired(broken(...given, 20, 22), CORRECTION, given)).toEqual({ word, errors: 2 });
});

test('a right symbol may be given up', () => {
  expect(repaired(broken(4), CORRECTION, [10, 11])).toEqual({ word, errors: 1 });
});

test('six wrong symbols are too many, and that is seen', () => {
  const found = repaired(broken(0, 3, 6, 9, 12, 15), CORRECTION, []);
  expect(found?.word).not.toEqual(word);
});
