import { expect, test } from 'vitest';
import { changedSince } from './changedSince';
import type { Known } from './knownSheet';
import { judged } from './sheetInHand';
import { counted, DESKS, room, sighted, signed } from './testing/room';

const ALL_SEEN = [counted('c1', 10, 47, 1), sighted('a1', 11, 'm1'), sighted('a2', 12, 'm2')];

test('a thing that nobody has seen is missing only as the sheet would be closed', () => {
  const { view, closed } = judged(room([sighted('a1', 11, 'm1')]));
  const [screens] = view.byPiece;
  expect(screens?.pieces.map(({ asset, state }) => [asset, state])).toEqual([
    ['m1', 'found'],
    ['m2', 'not_seen'],
    ['m3', 'found'],
  ]);
  expect(closed.discrepancies.map(({ key }) => key)).toContain('missing/m2');
});

test('a sighting that was withdrawn leaves its thing unseen and nobody its witness', () => {
  const { view } = judged(room([sighted('a1', 11, 'm1', { withdrawn: 1 })]));
  const piece = view.byPiece[0]?.pieces.find(({ asset }) => asset === 'm1');
  expect(piece).toMatchObject({ state: 'not_seen', said: [] });
});

test('a label that nobody knows is something more in the room, once its thing is known a thing', () => {
  const unknown = room([sighted('a1', 11, null, { code: 'X' })]);
  expect(judged(unknown).view.extras).toMatchObject([{ state: 'unexpected', asset: null }]);
  const bound: Known = { ...unknown, bindings: { X: 'm1' } };
  const { view } = judged(bound);
  expect(view.extras).toEqual([]);
  expect(view.byPiece[0]?.pieces[0]).toMatchObject({ asset: 'm1', state: 'found' });
});

test('a pupil is proposed until somebody counts later', () => {
  const proposals = [{ group: DESKS, good: 46, damaged: 2, at: 20 }];
  const before = judged({ ...room([counted('c1', 10, 48)]), proposals });
  expect(before.view.numbered[0]?.proposal).toMatchObject({ good: 46 });
  const after = judged({ ...room([counted('c1', 30, 46, 2)]), proposals });
  expect(after.view.numbered[0]?.proposal).toBeUndefined();
});

test('what came by number since the baseline is counted like all else', () => {
  const known = room();
  const came = ['k1', 'arrived', 'curtain|窗帘|块', 6, 5] as const;
  const { view } = judged({ ...known, sheet: { ...known.sheet, meanwhile: [came] } });
  expect(view.numbered).toMatchObject([
    { group: { key: DESKS } },
    { group: { kind_id: 'curtain', name: '窗帘', unit: '块' }, result: { book: 6 } },
  ]);
});

test('what is signed here stands signed before the server has heard of it', () => {
  const entries = [...ALL_SEEN, signed('z', 20, [[`damaged/${DESKS}`, 1]])];
  const inHand = judged({ ...room(entries), fresh: new Set(['z']) });
  expect(inHand.state).toBe('signed');
  expect(judged(room(entries)).state).toBe('counting');
});

test('what is said after the signature and changes it asks for another one, and says what changed', () => {
  const entries = [
    ...ALL_SEEN,
    signed('z', 20, [[`damaged/${DESKS}`, 1]]),
    sighted('late', 30, 'm2', { condition: 'unusable' }),
  ];
  const known = { ...room(entries, { state: 'signed' }), fresh: new Set(['late']) };
  const inHand = judged(known);
  expect(inHand.state).toBe('conflict');
  expect(changedSince(inHand).fresh.map(({ key }) => key)).toEqual(['damaged/m2']);
  expect(changedSince(inHand).settled).toEqual([]);
});

test('what was signed for and is no more is named, whatever it was', () => {
  const entries = [
    ...ALL_SEEN,
    signed('z', 20, [
      ['missing/m2', -1],
      [`quantity/${DESKS}`, -2],
    ]),
  ];
  const { settled } = changedSince(judged(room(entries, { state: 'conflict' })));
  expect(settled).toMatchObject([
    { kind: 'missing', asset: 'm2', group: null },
    { kind: 'quantity', asset: null, group: DESKS },
  ]);
});

test('a sheet that was sent back stays so until it is signed anew', () => {
  const entries = [...ALL_SEEN, signed('z', 20, [[`damaged/${DESKS}`, 1]])];
  const back = room(entries, { state: 'sent_back' });
  expect(judged({ ...back, fresh: new Set(['a2']) }).state).toBe('sent_back');
  const again = room([...entries, signed('y', 40, [[`damaged/${DESKS}`, 1]])], {
    state: 'sent_back',
  });
  expect(judged({ ...again, fresh: new Set(['y']) }).state).toBe('signed');
});
