import { expect, test } from 'vitest';
import type { Checklist, Route, Stop } from '../../db';
import { atDoor } from './atDoor';
import { planOf } from './roundPlan';
import type { StopName } from './stopNames';

const asset = (id: string, checklist_id: string | null = null): Stop => ({
  asset_id: id,
  place_id: null,
  checklist_id,
});
const place = (id: string): Stop => ({ asset_id: null, place_id: id, checklist_id: null });
const name = (placeId: string, subject: string): StopName => ({
  title: '',
  place: '',
  placeId,
  subject,
});
const STOPS = [
  place('305'),
  asset('desk'),
  asset('gauge'),
  asset('elsewhere'),
  place('position'),
  place('306'),
];
const NAMES = new Map([
  ['305', name('floor', 'place:room')],
  ['desk', name('305', 'asset:desk')],
  ['gauge', name('305', 'asset:gauge')],
  ['elsewhere', name('306', 'asset:desk')],
  ['position', name('305', 'place:position')],
  ['306', name('305', 'place:room')],
]);
const reading = { key: 'p', zh: '压力', en: 'pressure', answer: 'reading', phrases: [] };
const CHECKLISTS = [
  { id: 'gauge', version: 1, subjects: ['asset:gauge'], items: [reading] },
] as unknown as Checklist[];

const opened = (placeId: string, spot_check_percent = 0, stops = STOPS) =>
  atDoor(
    {
      plan: planOf(stops, [], []),
      names: NAMES,
      round: { route_id: 'r', day: '2026-11-21', slot: '1' },
      route: { spot_check_percent } as Route,
    },
    placeId,
    CHECKLISTS,
  );
const ids = (stops: readonly { id: string }[] | undefined) => stops?.map(({ id }) => id);

test('the door of a room opens its things and fixed positions, not other rooms', () => {
  const door = opened('305');
  expect(door?.room?.id).toBe('305');
  expect(ids(door?.together)).toEqual(['desk', 'position']);
});

test('what wants a reading or a photo is never done by the door', () => {
  expect(ids(opened('305')?.alone)).toEqual(['gauge']);
  expect(ids(opened('305', 100)?.together)).toEqual([]);
  const own = STOPS.map((stop) => (stop.asset_id === 'desk' ? asset('desk', 'gauge') : stop));
  expect(ids(opened('305', 0, own)?.alone)).toEqual(['desk', 'gauge']);
});

test('a door that the round does not stop at opens nothing', () => {
  expect(opened('floor')).toBeNull();
});
