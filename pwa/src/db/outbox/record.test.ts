import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, expect, test, vi } from 'vitest';
import type { FactDraft } from '../../domain/draft';
import { sha256 } from '../bytes';
import { listRecords } from './list';
import { loadPhoto } from './photos';
import { loadFacts, sendableIds } from './queue';
import { recordFact } from './record';
import { type Outbox, openOutbox } from './schema';
import type { Capture, CaptureContext, PhotoInput } from './types';

const context: CaptureContext = {
  school_id: 'school',
  author: 'ines',
  author_name: '巡查 Ines',
  capture_grant: 'grant',
  app_build: 'test',
  observed_at: 1_800_000_000_000,
  anchor: null,
  page_session: 'page',
};
const picture: PhotoInput = {
  bytes: new Uint8Array([1, 2, 3, 4]).buffer,
  width: 4,
  height: 1,
  taken_at: 1_800_000_000_000,
};
let ids = 0;
const newId = () => `id-${++ids}`;

function capture(photos: readonly PhotoInput[] = []): Capture {
  const draft = {
    type: 'inspection_recorded',
    asset_id: 'asset',
    code: null,
    how: 'typed',
    result: 'abnormal',
    condition: 'usable',
    phrases: [],
    words: '灯不亮 💡',
  } as const;
  return { draft, photos, name: '灯', place: '301' };
}

function record(outbox: Outbox, photos: readonly PhotoInput[] = []) {
  return recordFact(outbox, capture(photos), context, newId);
}

/** The database in which `spoil` may change or swallow what is written into `store`. */
function spoilWrites(store: string, times: number, spoil: (value: object) => object | null) {
  const put = IDBObjectStore.prototype.put;
  let left = times;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    value: object,
    ...key: [IDBValidKey?]
  ) {
    if (this.name !== store || left === 0) return put.call(this, value, ...key);
    left -= 1;
    const written = spoil(value);
    return written === null ? this.get('nothing') : put.call(this, written, ...key);
  });
}

afterEach(() => vi.restoreAllMocks());

test('the_bytes_kept_are_sorted_json_and_their_hash_is_true', async () => {
  const outbox = openOutbox(new IDBFactory());
  const saved = await record(outbox, [picture]);
  const [fact] = await loadFacts(outbox, [saved.id]);
  const text = new TextDecoder().decode(fact?.raw);
  expect(await sha256(fact?.raw ?? new ArrayBuffer(0))).toBe(saved.hash);
  const envelope = JSON.parse(text);
  expect(Object.keys(envelope)).toEqual([...Object.keys(envelope)].sort());
  expect(envelope).toMatchObject({ seq: 1, v: 2, depends_on: [], body: { words: '灯不亮 💡' } });
  expect(envelope.body.photos[0]).toMatchObject({ bytes: 4, sha256: await sha256(picture.bytes) });
});

test('records_saved_at_the_same_time_get_numbers_without_gaps', async () => {
  const factory = new IDBFactory();
  const tabs = [openOutbox(factory), openOutbox(factory), openOutbox(factory)];
  const saves = Array.from({ length: 12 }, (_, at) => record(tabs[at % 3] as Outbox));
  const numbers = (await Promise.all(saves)).map(({ seq }) => seq).sort((a, b) => a - b);
  expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});

test('a_write_that_was_swallowed_once_is_made_good', async () => {
  const outbox = openOutbox(new IDBFactory());
  spoilWrites('facts', 1, () => null);
  const saved = await record(outbox);
  expect(await sendableIds(outbox, 'school', 0)).toEqual([saved.id]);
});

test('a_database_that_only_claims_success_is_reported', async () => {
  const outbox = openOutbox(new IDBFactory());
  spoilWrites('facts', 99, () => null);
  await expect(record(outbox)).rejects.toMatchObject({ code: 'read_back_failed' });
});

test('a_photo_that_lost_its_bytes_is_reported', async () => {
  const outbox = openOutbox(new IDBFactory());
  spoilWrites('photos', 99, (value) => ({ ...value, bytes: new ArrayBuffer(0) }));
  await expect(record(outbox, [picture])).rejects.toMatchObject({ code: 'read_back_failed' });
});

test('a_photo_of_no_bytes_is_refused_before_anything_is_written', async () => {
  const outbox = openOutbox(new IDBFactory());
  const empty = { ...picture, bytes: new ArrayBuffer(0) };
  const refused = { code: 'draft_invalid', detail: 'photo_empty' };
  await expect(record(outbox, [empty])).rejects.toMatchObject(refused);
  expect(await listRecords(outbox, 'school', 9)).toEqual([]);
});

test('a_full_disk_is_a_typed_error_and_leaves_nothing_half_written', async () => {
  const outbox = openOutbox(new IDBFactory());
  spoilWrites('photos', 1, () => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  await expect(record(outbox, [picture])).rejects.toMatchObject({ code: 'storage_full' });
  expect(await listRecords(outbox, 'school', 9)).toEqual([]);
  expect((await record(outbox)).seq).toBe(1);
});

test('a_page_killed_between_two_writes_leaves_all_or_nothing', async () => {
  const factory = new IDBFactory();
  const outbox = openOutbox(factory);
  await record(outbox);
  // The photo is written, then the transaction ends without the fact, twice: as if killed.
  spoilWrites('facts', 2, () => {
    throw new DOMException('killed', 'AbortError');
  });
  await expect(record(outbox, [picture])).rejects.toThrow();
  const reopened = openOutbox(factory);
  expect(await listRecords(reopened, 'school', 9)).toHaveLength(1);
  expect(await loadPhoto(reopened, await sha256(picture.bytes))).toBeUndefined();
  expect((await record(reopened)).seq).toBe(2);
});

test('a_dead_connection_is_opened_again', async () => {
  const factory = new IDBFactory();
  const outbox = openOutbox(factory);
  await record(outbox);
  const open = factory.open.bind(factory);
  const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
  transaction.mockImplementationOnce(() => {
    throw new DOMException('The connection was closed', 'InvalidStateError');
  });
  const opened = vi.spyOn(factory, 'open').mockImplementation(open);
  expect((await record(outbox)).seq).toBe(2);
  expect(opened).toHaveBeenCalledOnce();
});

test('a_photo_shared_by_two_records_is_kept_once_and_named_by_both', async () => {
  const outbox = openOutbox(new IDBFactory());
  const [one, two] = [await record(outbox, [picture]), await record(outbox, [picture])];
  const facts = await loadFacts(outbox, [one.id, two.id]);
  expect(facts.map(({ photos }) => photos)).toEqual([facts[0]?.photos, facts[0]?.photos]);
});

test('a_list_can_tell_what_a_label_fact_is_about', async () => {
  const outbox = openOutbox(new IDBFactory());
  const about = { asset_id: null, place_id: 'room', how: 'camera' } as const;
  const drafts: FactDraft[] = [
    { type: 'label_bound', code: 'ABCDEFGHK', ...about },
    { type: 'label_requested', why: 'pile', pile: 'heap', ...about },
    { type: 'label_requested', why: 'worn', pile: null, ...about, asset_id: 'a', place_id: null },
  ];
  for (const draft of drafts) {
    await recordFact(outbox, { draft, photos: [], name: '灯', place: '301' }, context, newId);
  }
  const [worn, heaped, bound] = (await listRecords(outbox, 'school', 9)).map((r) => r.summary);
  expect(bound).toMatchObject({ code: 'ABCDEFGHK', asset_id: null, place_id: 'room' });
  expect(heaped).toMatchObject({ code: null, place_id: 'room', pile: 'heap' });
  expect(worn).toEqual({ ...bound, code: null, asset_id: 'a', place_id: undefined });
});
