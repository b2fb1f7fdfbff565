import { expect, test } from 'vitest';
import { brokenLines, photoSize, takenAtOf } from './photo';

test('a photo is scaled to 1600 px and never up', () => {
  expect(photoSize(4000, 3000)).toEqual([1600, 1200]);
  expect(photoSize(1080, 1920)).toEqual([900, 1600]);
  expect(photoSize(640, 480)).toEqual([640, 480]);
});

test('a long stamp is broken into lines that fit', () => {
  const fits = (line: string) => line.length <= 4;
  expect(brokenLines('教学楼三楼301室', fits)).toEqual(['教学楼三', '楼301', '室']);
  expect(brokenLines('', fits)).toEqual([]);
  expect(brokenLines('ab', () => false)).toEqual(['a', 'b']);
});

test('a picture from the phone is as old as its file says, and never of the future', () => {
  expect([40, 99, 0].map((lastModified) => takenAtOf({ lastModified }, 50))).toEqual([40, 50, 50]);
});
