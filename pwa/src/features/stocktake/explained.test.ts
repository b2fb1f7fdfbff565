import { expect, test } from 'vitest';
import { lackIn, saidOf, toSign } from './explained';
import { judged } from './sheetInHand';
import { counted, DESKS, room, sighted, signed } from './testing/room';

const ENTRIES = [
  counted('c1', 10, 47, 1),
  sighted('a1', 11, 'm1', { condition: 'usable' }),
  sighted('a2', 12, 'm2'),
];
const photo = (taken_at: number) => ({
  bytes: new Uint8Array([taken_at]).buffer,
  ...{ width: 1, height: 1, taken_at },
});

test('damage from before one took over is shown by a photo, unless the phone is full', () => {
  const inHand = judged(room(ENTRIES));
  const damage = inHand.closed.discrepancies.find(({ key }) => key === 'damaged/m1');
  if (damage === undefined) throw new RangeError('no damage');
  const said = { cause: 'before_takeover', words: '', photos: [], former: [] } as const;
  expect(lackIn({ ...said, cause: null }, damage, false)).toBe('cause');
  expect(lackIn(said, damage, false)).toBe('photo');
  expect(lackIn({ ...said, words: '开学时就这样' }, damage, false)).toBe('photo');
  expect(lackIn({ ...said, words: '开学时就这样' }, damage, true)).toBeNull();
  expect(lackIn({ ...said, photos: [7] }, damage, false)).toBeNull();
  expect(lackIn({ ...said, cause: 'human' }, damage, false)).toBeNull();
});

test('what was explained under a former signature need not be said again', () => {
  const inHand = judged(room([...ENTRIES, signed('z', 20, [['damaged/m1', 1]])]));
  const said = inHand.closed.discrepancies.map((one) => saidOf(inHand, {}, one).cause);
  const keys = inHand.closed.discrepancies.map(({ key }) => key);
  expect(Object.fromEntries(keys.map((key, at) => [key, said[at]]))).toEqual({
    [`damaged/${DESKS}`]: null,
    'damaged/m1': 'human',
  });
});

test('only photos of what still does not agree are signed for, each named by its hash', async () => {
  const inHand = judged(room(ENTRIES));
  const said = { cause: 'natural', words: ' 老化 ', former: ['earlier'] } as const;
  const explained = {
    'damaged/m1': { ...said, photos: [7] },
    'missing/m2': { ...said, photos: [8] },
  };
  const { explanations, photos } = await toSign(inHand, explained, [photo(7), photo(8)]);
  expect(photos.map(({ taken_at }) => taken_at)).toEqual([7]);
  expect(explanations).toMatchObject([{ key: 'damaged/m1', cause: 'natural', words: '老化' }]);
  expect(explanations[0]?.photos[0]).toBe('earlier');
  expect(explanations[0]?.photos[1]).toMatch(/^[0-9a-f]{64}$/);
});

test('an explanation names no more photos than the server takes, the newest of them', async () => {
  const inHand = judged(room(ENTRIES));
  const former = Array.from({ length: 8 }, (_, n) => `earlier ${n}`);
  const said = { cause: 'natural', words: '', photos: [7], former } as const;
  const { explanations } = await toSign(inHand, { 'damaged/m1': said }, [photo(7)]);
  expect(explanations[0]?.photos).toHaveLength(8);
  expect(explanations[0]?.photos[7]).toMatch(/^[0-9a-f]{64}$/);
});
