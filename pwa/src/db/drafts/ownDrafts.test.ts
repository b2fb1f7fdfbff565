import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import type { Draft } from '../index';
import { recordFact } from '../outbox/record';
import { openOutbox } from '../outbox/schema';
import type { CaptureContext } from '../outbox/types';
import { OwnDrafts } from './ownDrafts';
import { openDrafts } from './schema';

const CONTEXT: CaptureContext = {
  school_id: 'school',
  author: 'ines',
  author_name: '巡查 Ines',
  capture_grant: 'grant',
  app_build: 'test',
  observed_at: 1_800_000_000_000,
  anchor: null,
  page_session: 'page',
};

const picture = (takenAt: number) => ({
  bytes: new Uint8Array([takenAt, 2, 3]).buffer,
  width: 4,
  height: 3,
  taken_at: takenAt,
});

function draft(change: Partial<Draft> = {}): Draft {
  return {
    id: 'd1',
    thing: 'asset/desk',
    name: '课桌 305-12',
    place: '教学楼 / 305',
    code: 'DKQ7P62DY',
    how: 'camera',
    round: { route_id: 'r1', day: '2026-11-21', slot: '1' },
    scanned_at: 1_800_000_000_000,
    result: 'abnormal',
    condition: 'usable',
    phrases: ['leg'],
    words: '腿松了',
    photos: [picture(1)],
    checklist: { id: 'desk', version: 3 },
    answers: [{ item: 'legs', answer: 'abnormal', value: null }],
    level: 'major',
    fixed_on_spot: true,
    why: null,
    ...change,
  };
}

function pocket(factory = new IDBFactory()) {
  const outbox = openOutbox(factory);
  const store = openDrafts(factory);
  let now = 0;
  const of = (person: string, school = 'school') =>
    new OwnDrafts(store, outbox, { school_id: school, person_id: person }, () => ++now);
  const photos = () => store.read(['photos'], (tx) => tx.objectStore('photos').getAllKeys());
  return { factory, outbox, store, of, photos };
}

type Pocket = ReturnType<typeof pocket>;

function finish({ outbox }: Pocket, { id, words, photos, name, place }: Draft) {
  const body = { asset_id: 'desk', code: null, how: 'camera', phrases: [] } as const;
  const answer = { result: 'abnormal', condition: 'usable', words } as const;
  const made = { type: 'inspection_recorded', ...body, ...answer } as const;
  const capture = { id, draft: made, photos, name, place };
  return recordFact(outbox, capture, CONTEXT, () => 'new-id');
}

test('a_draft_comes_back_whole_after_the_page_is_gone', async () => {
  const { factory, of } = pocket();
  await of('ines').keep(draft());
  expect(await pocket(factory).of('ines').of('asset/desk')).toEqual(draft());
});

test('a_draft_of_an_app_that_knew_no_rounds_still_opens', async () => {
  const { of, store } = pocket();
  const { result, checklist, answers, level, fixed_on_spot, ...later } = draft();
  const { round, scanned_at, why, ...older } = later;
  const row = { ...older, photos: [], school_id: 'school', person_id: 'ines', changed_at: 1 };
  await store.write(['drafts'], 'strict', (tx) => tx.objectStore('drafts').put(row as never));
  expect(await of('ines').of('asset/desk')).toEqual({
    ...older,
    photos: [],
    result: 'abnormal',
    checklist: null,
    answers: [],
    level: 'general',
    fixed_on_spot: false,
    why: null,
    round: null,
    scanned_at: null,
  });
});

test('a_draft_is_seen_by_its_own_person_at_its_own_school_only', async () => {
  const { of } = pocket();
  await of('ines').keep(draft());
  expect(await of('tang').all()).toEqual([]);
  expect(await of('ines', 'other').of('asset/desk')).toBeNull();
});

test('drafts_begun_last_come_first', async () => {
  const { of } = pocket();
  await of('ines').keep(draft());
  await of('ines').keep(draft({ id: 'd2', thing: 'thing/X' }));
  expect((await of('ines').all()).map((note) => note.id)).toEqual(['d2', 'd1']);
});

test('photos_follow_the_form_and_go_with_the_draft', async () => {
  const { of, photos } = pocket();
  const drafts = of('ines');
  await drafts.keep(draft({ photos: [picture(1), picture(2)] }));
  await drafts.keep(draft({ photos: [picture(2)] }));
  expect(await photos()).toEqual([['d1', 2]]);
  await drafts.drop(draft());
  expect(await photos()).toEqual([]);
  expect(await drafts.of('asset/desk')).toBeNull();
});

test('a_new_draft_of_the_same_thing_leaves_no_photo_of_the_former', async () => {
  const { of, photos } = pocket();
  await of('ines').keep(draft());
  await of('ines').keep(draft({ id: 'd2', photos: [picture(7)] }));
  expect(await photos()).toEqual([['d2', 7]]);
});

test('dropping_an_old_draft_leaves_the_new_one_of_another_tab', async () => {
  const { of } = pocket();
  await of('ines').keep(draft({ id: 'd2' }));
  await of('ines').drop(draft());
  expect(await of('ines').of('asset/desk')).toMatchObject({ id: 'd2' });
});

test('a_draft_whose_record_was_saved_before_a_kill_is_not_given_out_again', async () => {
  const phone = pocket();
  await phone.of('ines').keep(draft());
  await finish(phone, draft());
  const later = pocket(phone.factory);
  expect(await later.of('ines').of('asset/desk')).toBeNull();
  expect(await later.of('ines').all()).toEqual([]);
  expect(await later.photos()).toEqual([]);
});

test('a_draft_saved_twice_is_one_record', async () => {
  const phone = pocket();
  const first = await finish(phone, draft());
  const again = await finish(phone, draft());
  expect(first).toEqual(again);
  expect(first).toMatchObject({ id: 'd1', seq: 1 });
});

test('a_draft_that_two_tabs_finished_in_other_words_is_two_records', async () => {
  const phone = pocket();
  await finish(phone, draft());
  expect(await finish(phone, draft({ words: '换了' }))).toMatchObject({ id: 'new-id', seq: 2 });
});
