import { expect, test } from 'vitest';
import type { Capture } from '../db/outbox/types';
import type { FactDraft } from '../domain/draft';
import type { RoundKey } from '../domain/facts';
import { assetId, inspection, Profile, ROOM, settle, smallSchool } from './testing/world';

const DAY = '2026-11-21';
const round: RoundKey = { route_id: 'r1', day: DAY, slot: '1' };

function walked(draft: FactDraft): Capture {
  return { draft, photos: [], name: '301教室', place: '教学楼' };
}

function looked(number: number, said: object = {}): Capture {
  const capture = inspection(number);
  return { ...capture, draft: { ...capture.draft, round, ...said } as FactDraft };
}

const passed = walked({
  type: 'stop_unscanned',
  round,
  asset_id: null,
  place_id: ROOM,
  why: 'locked',
  words: '',
});
const signed = walked({
  type: 'round_ended',
  round,
  companions: ['tang'],
  reasons: [],
  signature: { width: 300, height: 100, strokes: [[1, 2, 3, 4]] },
});

test('what_was_recorded_in_a_round_is_listed_without_anything_else', async () => {
  const phone = await new Profile(smallSchool()).signedIn();
  const other = { ...round, slot: '2' };
  await phone.record(inspection(1));
  const first = await phone.record(looked(2, { scanned_at: 5 }));
  await phone.record(looked(3, { round: other }));
  await phone.record(passed);
  await phone.record(signed);
  await phone.withdraw(first.id);
  const entries = await phone.roundRecords(round);
  expect(entries.map(({ type }) => type)).toEqual([
    'round_ended',
    'stop_unscanned',
    'inspection_recorded',
  ]);
  expect(entries[1]?.summary).toMatchObject({ place_id: ROOM, asset_id: null, why: 'locked' });
  expect(entries[2]).toMatchObject({ withdrawn: true, summary: { scanned_at: 5, how: 'camera' } });
});

test('what_was_fixed_on_the_spot_is_in_order_at_once_and_after_the_next_pull', async () => {
  const profile = new Profile(smallSchool());
  const phone = await profile.signedIn();
  profile.network.cut(true);
  const said = { result: 'abnormal', condition: 'unusable', level: 'major', fixed_on_spot: true };
  await phone.record(looked(1, said));
  const shown = { last_result: 'ok', last_condition: 'intact' };
  expect(await phone.register().asset(assetId(1))).toMatchObject({ ...shown, overlaid: true });
  profile.network.cut(false);
  await settle(phone);
  expect(await phone.register().asset(assetId(1))).toMatchObject({ ...shown, overlaid: false });
});

test('a_look_at_a_place_changes_nothing_of_its_things', async () => {
  const phone = await new Profile(smallSchool()).signedIn();
  const said = { asset_id: null, place_id: ROOM, result: 'abnormal', condition: 'usable' };
  await phone.record(looked(1, said));
  await settle(phone);
  const things = await phone.register().assetsInPlace(ROOM);
  expect(things.every(({ last_result }) => last_result === null)).toBe(true);
});

test('lists_of_rounds_are_taken_along_and_follow', async () => {
  const server = smallSchool();
  server.put('checklist', ['lamp', 0, 3, '灯', 'Lamp', ['asset:lamp'], []]);
  server.put('school_year', ['y', 0, '2026学年', '2026-09-01', '2027-08-31', [], []]);
  const phone = await new Profile(server).signedIn();
  const stop = { asset_id: assetId(1), place_id: null, checklist_id: null };
  server.put('route', ['r1', 0, 1, '早巡', 'patrol', [stop], {}, [], 1, 0, null]);
  await settle(phone);
  expect(await phone.register().checklists()).toMatchObject([{ id: 'lamp', version: 3 }]);
  expect(await phone.register().schoolYears()).toMatchObject([{ starts_on: '2026-09-01' }]);
  expect(await phone.register().routes()).toMatchObject([{ name: '早巡', stops: [stop] }]);
});

test('what_others_did_in_a_round_is_known_online_only', async () => {
  const profile = new Profile(smallSchool());
  const phone = await profile.signedIn();
  const ending = { by: '唐', at: 1 };
  profile.server.progress.set(`r1/${DAY}/1`, { stops: [], endings: [ending] });
  expect(await phone.roundProgress(round)).toEqual({ stops: [], endings: [ending] });
  profile.network.cut(true);
  expect(await phone.roundProgress(round)).toBeNull();
});
