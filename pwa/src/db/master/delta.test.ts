import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Row } from '../columns';
import type { Overlays } from '../outbox/types';
import { changeCurrent } from './changes';
import { appendPages, beginStaging, putList, sealStaging, swapIn } from './fill';
import { takeToken } from './lease';
import { readMeta } from './meta';
import { MasterRegister } from './register';
import { type Master, openMaster, PAGE_SIZE, STORED_PAGE_SIZE } from './schema';
import type { Change } from './types';

const SMALL = 4_000;
const LARGE = 40_000;
/** More than are noted for readers that remember. */
const MANY_PAGES = 260;
const CHANGED = 50;
const THINGS_A_ROOM = 50;
/** A bucket holds about 150 entries; hashing makes some larger. */
const LARGEST_BUCKET = 225;

const NONE: Overlays = { conditions: new Map(), labels: new Map() };
const none = async () => NONE;

interface School {
  readonly master: Master;
  readonly token: number;
  readonly size: number;
}

function asset(at: number, more: { name?: string; place?: string; codes?: string[] } = {}): Row {
  const { name = '课桌', place = room(at), codes = [`C${at}`] } = more;
  const seen = [null, null, null, null];
  return [`a${at}`, 1, place, 'k', name, `N-${at}`, '', '', 1, '张', codes, 'kz', ...seen];
}

function room(at: number): string {
  return `r${Math.floor(at / THINGS_A_ROOM)}`;
}

function roomRow(id: string, name: string): Row {
  return [id, 1, null, 'room', name, [], ''];
}

async function school(size: number): Promise<School> {
  const master = openMaster(new IDBFactory(), 'school', 'person');
  const token = await takeToken(master);
  const begun = await beginStaging(master, token, { epoch: 'e', scope_hash: 's', as_of: 1 });
  await putList(master, token, begun, 'place', [roomRow('r0', '301教室')]);
  const pages = Array.from({ length: Math.ceil(size / PAGE_SIZE) }, (_, page) =>
    Array.from({ length: Math.min(PAGE_SIZE, size - page * PAGE_SIZE) }, (_, at) =>
      asset(page * PAGE_SIZE + at),
    ),
  );
  const whole = await appendPages(master, token, begun, { pages, after: 'last' });
  await swapIn(master, token, await sealStaging(master, token, whole, 'c'), 1, 0);
  return { master, token, size };
}

async function change({ master, token }: School, changes: Change[]): Promise<void> {
  const meta = await readMeta(master);
  if (meta === null) throw new Error('no register');
  const next = { cursor: `${meta.cursor}+`, rev: meta.rev + 1, now: 0 };
  await changeCurrent(master, token, meta, changes, next);
}

function put(row: Row): Change {
  return { t: 'asset', op: 'put', row };
}

/** Things as far apart as can be. */
function scattered(size: number): number[] {
  return Array.from({ length: CHANGED }, (_, n) => n * Math.floor(size / CHANGED));
}

/** What goes in and out of the stores of a database: records, and the largest of each store. */
class Traffic {
  readonly read = new Map<string, number>();
  readonly written = new Map<string, number>();
  readonly largest = new Map<string, number>();

  get records(): number {
    return [...this.read.values(), ...this.written.values()].reduce((a, b) => a + b, 0);
  }

  count(records: Map<string, number>, store: string, value: unknown): void {
    records.set(store, (records.get(store) ?? 0) + 1);
    const { length, size } = (value ?? {}) as { length?: number; size?: number };
    this.largest.set(store, Math.max(this.largest.get(store) ?? 0, length ?? size ?? 0));
  }
}

async function trafficOf(work: () => Promise<unknown>): Promise<Traffic> {
  const traffic = new Traffic();
  const { get, getAll, put } = IDBObjectStore.prototype;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    value,
    key,
  ) {
    traffic.count(traffic.written, this.name, value);
    return put.call(this, value, key);
  });
  vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (
    this: IDBObjectStore,
    key,
  ) {
    const asked = get.call(this, key);
    asked.addEventListener('success', () => traffic.count(traffic.read, this.name, asked.result));
    return asked;
  });
  vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(function (
    this: IDBObjectStore,
    range,
  ) {
    const asked: IDBRequest<unknown[]> = getAll.call(this, range);
    asked.addEventListener('success', () => {
      for (const value of asked.result) traffic.count(traffic.read, this.name, value);
    });
    return asked;
  });
  await work();
  vi.restoreAllMocks();
  return traffic;
}

afterEach(() => {
  vi.restoreAllMocks();
});

type Choice = (size: number) => Change[];

const CHOICES: [string, Choice][] = [
  ['scattered', (size) => scattered(size).map((at) => put(asset(at, { name: '讲台' })))],
  [
    'of_one_room',
    () => Array.from({ length: CHANGED }, (_, at) => put(asset(at, { name: '讲台' }))),
  ],
  ['moved', (size) => scattered(size).map((at) => put(asset(at, { place: room(at + 99) })))],
  [
    'labelled_anew',
    (size) => scattered(size).map((at) => put(asset(at, { codes: [`D${at}`, `C${at}`] }))),
  ],
  ['new', (size) => Array.from({ length: CHANGED }, (_, at) => put(asset(size + at)))],
  [
    'removed',
    (size) => scattered(size).map((at): Change => ({ t: 'asset', op: 'delete', id: `a${at}` })),
  ],
];

describe('fifty changed things', () => {
  let small: School;
  let large: School;
  beforeAll(async () => {
    small = await school(SMALL);
    large = await school(LARGE);
  });

  test.each(CHOICES)('%s_cost_the_same_in_a_school_ten_times_as_large', async (_, choose) => {
    const few = await trafficOf(() => change(small, choose(SMALL)));
    const many = await trafficOf(() => change(large, choose(LARGE)));
    expect(many.records).toBeLessThanOrEqual(few.records * 1.5);
    for (const { largest } of [few, many]) {
      expect(largest.get('pages')).toBeLessThanOrEqual(STORED_PAGE_SIZE);
      expect(largest.get('index')).toBeLessThanOrEqual(LARGEST_BUCKET);
    }
  });

  test('that_keep_place_and_codes_write_nothing_but_their_pages', async () => {
    const one = await school(SMALL);
    const changes = scattered(SMALL).map((at) => put(asset(at, { name: '讲台' })));
    const { written } = await trafficOf(() => change(one, changes));
    const pages = new Set(scattered(SMALL).map((at) => Math.floor(at / STORED_PAGE_SIZE)));
    expect(Object.fromEntries(written)).toEqual({ pages: pages.size, meta: 2 });
  });

  test('cost_the_next_search_their_pages_only', async () => {
    const one = await school(SMALL);
    const register = new MasterRegister(one.master, none);
    await register.search('讲台');
    await change(one, [put(asset(0, { name: '讲台' })), put(asset(SMALL))]);
    const { read } = await trafficOf(() => register.search('讲台'));
    expect(Object.fromEntries(read)).toEqual({ pages: 2, meta: 2 });
    const found = await register.search('讲台');
    expect(found.assets.map(({ id }) => id)).toEqual(['a0']);
    expect((await register.search(`N-${SMALL}`)).assets).toHaveLength(1);
  });
});

test('a_search_that_remembers_finds_what_a_new_one_finds', async () => {
  const one = await school(MANY_PAGES * STORED_PAGE_SIZE);
  const register = new MasterRegister(one.master, none);
  const places: Change = { t: 'place', op: 'put', row: roomRow('r0', '舞蹈室') };
  const rounds: Change[][] = [
    scattered(MANY_PAGES * STORED_PAGE_SIZE).map((at) => put(asset(at, { name: '讲台' }))),
    [places],
    [put(asset(3, { name: '讲台' })), { t: 'asset', op: 'gone', id: 'a400' }],
    Array.from({ length: MANY_PAGES }, (_, page) =>
      put(asset(page * STORED_PAGE_SIZE, { name: '椅' })),
    ),
    [put(asset(MANY_PAGES * STORED_PAGE_SIZE, { name: '讲台', place: 'r0' }))],
  ];
  for (const changes of rounds) {
    await change(one, changes);
    const fresh = new MasterRegister(one.master, none);
    for (const query of ['讲台', '椅', '301', '舞蹈', 'N-400']) {
      expect(await register.search(query, 50)).toEqual(await fresh.search(query, 50));
    }
  }
});

test('a_code_that_went_to_another_thing_and_came_back_leads_home', async () => {
  const one = await school(SMALL);
  const register = new MasterRegister(one.master, none);
  await change(one, [put(asset(7, { codes: ['C9', 'C7'] }))]);
  expect(await register.findByCode('C9')).toMatchObject({ asset: { id: 'a7' } });
  await change(one, [put(asset(7))]);
  await change(one, [put(asset(9))]);
  expect(await register.findByCode('C9')).toMatchObject({ asset: { id: 'a9' } });
});

test('a_register_of_an_earlier_form_is_taken_along_anew', async () => {
  const factory = new IDBFactory();
  const former = factory.open('campus-master-school-person', 1);
  former.onupgradeneeded = () => {
    for (const store of ['meta', 'pages', 'index', 'lists']) {
      former.result.createObjectStore(store).put({ generation: 1 }, 'current');
    }
  };
  await new Promise((resolve) => former.addEventListener('success', resolve));
  former.result.close();
  const master = openMaster(factory, 'school', 'person');
  expect(await readMeta(master)).toBeNull();
  expect(await takeToken(master)).toBe(1);
});
