import { expect, test } from 'vitest';
import type { Capture } from '../db/outbox/types';
import type { FactDraft } from '../domain/draft';
import { assetId, Profile, ROOM, settle, smallSchool } from './testing/world';

const SHEET = '5a0e7c1e-0000-4000-8000-000000000001';
const OTHER = '5a0e7c1e-0000-4000-8000-000000000002';
const GROUP = ['desk|课桌|张', 'desk', '课桌', '张', false] as const;

function sheetRow(id: string, entries: readonly unknown[] = []) {
  const head = [id, 0, 'st1', ROOM, '301教室', '一（1）班', ['ines'], 1, 'not_started'];
  return [...head, [GROUP], [[assetId(1), 0, 1, null, null]], [], entries, []];
}

function said(draft: FactDraft): Capture {
  return { draft, photos: [], name: '课桌', place: '301教室' };
}

function seen(number: number, sheet_id = SHEET): Capture {
  const nothing = { code: null, text: null, name: null, kind_id: null, words: '' };
  const thing = { asset_id: assetId(number), ...nothing, quantity: 1 };
  const how = { how: 'camera', condition: 'intact' } as const;
  return said({ type: 'asset_sighted', sheet_id, ...thing, ...how });
}

function school() {
  const feed = smallSchool();
  feed.put('stocktake', ['st1', 0, 'term_start', '期初', '2026-09-01', '2026-09-10', 0, '', null]);
  feed.put('count_sheet', sheetRow(SHEET), sheetRow(OTHER));
  return feed;
}

test('sheets_come_with_the_school_and_change_one_by_one', async () => {
  const feed = school();
  const phone = await new Profile(feed).signedIn();
  await phone.sync();
  const register = phone.register();
  expect((await register.stocktakes()).map(({ name }) => name)).toEqual(['期初']);
  expect((await register.sheets()).map(({ id }) => id).sort()).toEqual([SHEET, OTHER]);
  expect((await register.sheet(SHEET))?.groups).toEqual([GROUP]);
  feed.put('count_sheet', sheetRow(SHEET, [['total', 'f1', 5, 'tang', 0, 1]]));
  feed.remove('count_sheet', OTHER);
  await phone.sync();
  expect((await register.sheet(SHEET))?.entries).toHaveLength(1);
  expect(await register.sheet(OTHER)).toBeNull();
  const [head, ...others] = await register.sheets();
  expect(others).toEqual([]);
  expect(head).toMatchObject({ id: SHEET, state: 'not_started', title: '301教室' });
});

test('what_was_said_on_a_sheet_is_listed_until_its_row_tells_it', async () => {
  const profile = new Profile(school());
  const phone = await profile.signedIn();
  await phone.sync();
  profile.network.cut(true);
  const first = await phone.record(seen(1));
  await phone.record(seen(2, OTHER));
  await phone.record(said({ type: 'total_confirmed', sheet_id: SHEET, total: 3 }));
  await phone.withdraw(first.id);
  const own = await phone.sheetRecords(SHEET);
  expect(own.said.map(({ type }) => type)).toEqual(['asset_sighted', 'total_confirmed']);
  expect(own.said[1]?.body).toEqual({ sheet_id: SHEET, total: 3 });
  expect([...own.withdrawn]).toEqual([first.id]);
  expect(await phone.sheetHelpers(SHEET)).toBeNull();
  profile.network.cut(false);
  await phone.sync();
  await settle(phone);
  expect((await phone.sheetRecords(SHEET)).said).toEqual([]);
});

test('what_another_phone_said_is_withdrawn_by_its_author_too', async () => {
  const phone = await new Profile(school()).signedIn();
  const elsewhere = 'a0000000-0000-4000-8000-00000000000f';
  await expect(phone.withdraw(elsewhere)).rejects.toMatchObject({ detail: 'target_missing' });
  await phone.withdraw(elsewhere, { name: '课桌', place: '301教室' });
  expect([...(await phone.sheetRecords(SHEET)).withdrawn]).toEqual([elsewhere]);
});

test('a_draft_of_the_count_that_says_nothing_is_refused', async () => {
  const phone = await new Profile(school()).signedIn();
  const { draft } = seen(1);
  const empty = said({ ...draft, asset_id: null } as FactDraft);
  const many = said({ ...draft, quantity: 2 } as FactDraft);
  await expect(phone.record(empty)).rejects.toMatchObject({ detail: 'sighting_empty' });
  await expect(phone.record(many)).rejects.toMatchObject({ detail: 'quantity_invalid' });
});
