import { expect, test } from 'vitest';
import type { AssetView, Place, Register, Thing } from '../db';
import { lookUp, placeViewOf, type ThingView } from './thing';

const ASSET: AssetView = {
  id: 'a1',
  rev: 1,
  place_id: 'p2',
  kind: 'desk',
  name: '课桌',
  ledger_number: 'TY-1',
  model: '',
  custodian: '',
  quantity: 1,
  unit: '张',
  codes: ['DKQ7P62DY'],
  search: '',
  last_result: 'ok',
  last_condition: 'intact',
  last_at: 1,
  last_by: 'u1',
  manufactured_on: null,
  serviced_on: null,
  overlaid: false,
};
const ROOM: Place = {
  id: 'p2',
  rev: 1,
  parent_id: 'p1',
  kind: 'room',
  name: '301',
  codes: ['CRQCCRTQE'],
  search: '',
};

const THINGS: Record<string, Thing> = {
  DKQ7P62DY: { thing: 'asset', asset: ASSET, replaced_code: false },
  CRQCCRTQE: { thing: 'place', place: ROOM, replaced_code: false },
};

/** A register of one desk in one room. */
const register = {
  findByCode: async (code: string) => THINGS[code] ?? null,
  around: async () => ({
    path: () => [{ ...ROOM, id: 'p1', name: '教学楼' }, ROOM],
    kinds: [{ id: 'desk', rev: 1, name_zh: '课桌椅', name_en: 'Desk', phrases: [] }],
    checklists: [
      { id: 'fan', version: 1, subjects: ['asset:fan'] },
      { id: 'desk', version: 3, subjects: ['asset:chair', 'asset:desk'] },
    ],
    people: [{ id: 'u1', rev: 1, name: '王建国' }],
  }),
} as unknown as Register;

test('an own code is the asset with its place, kind and last checker in words', async () => {
  const found = await lookUp(register, 'https://example.cn/q/dkq7p62dy');
  expect(found).toMatchObject({
    found: 'asset',
    view: { place: '教学楼 / 301', code: 'DKQ7P62DY', lastBy: '王建国', kind: { id: 'desk' } },
  });
});

test('what is asked of a thing goes by its kind, of a place by what it is', async () => {
  const { view } = (await lookUp(register, 'DKQ7P62DY')) as { view: ThingView };
  expect(view.checklist).toMatchObject({ id: 'desk', version: 3 });
  expect(await placeViewOf(register, 'p2')).toMatchObject({
    here: { name: '301' },
    place: '教学楼',
    checklist: null,
    code: 'CRQCCRTQE',
  });
});

test('a label on a door is the place', async () => {
  expect(await lookUp(register, 'CRQCCRTQE')).toEqual({ found: 'place', place: ROOM });
});

test('a code of ours that this phone does not know keeps its code', async () => {
  const found = await lookUp(register, 'Q9HU6Y7NC');
  expect(found).toEqual({ found: 'unknown', text: 'Q9HU6Y7NC', code: 'Q9HU6Y7NC' });
});

test('a foreign code is no code at all', async () => {
  const found = await lookUp(register, 'https://u.wechat.com/abc');
  expect(found).toEqual({ found: 'unknown', text: 'https://u.wechat.com/abc', code: null });
});

test('a slip of the finger is told from an unknown label', async () => {
  expect((await lookUp(register, 'DKQ8P62DY')).found).toBe('mistyped');
});
