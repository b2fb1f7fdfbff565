import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import type { Row } from '../columns';
import type { Overlays } from '../outbox/types';
import { changeCurrent } from './changes';
import { appendPages, beginStaging, putList, sealStaging, swapIn } from './fill';
import { takeToken } from './lease';
import { readMeta } from './meta';
import { MasterRegister } from './register';
import { type Master, openMaster, PAGE_SIZE } from './schema';
import type { Change } from './types';

const PLACES: Row[] = [
  ['campus', 1, null, 'campus', '东校区', [], 'dxq dongxiaoqu'],
  ['tower', 1, 'campus', 'building', '教学楼', ['PLACE2', 'PLACE1'], 'jxl jiaoxuelou'],
  ['r301', 1, 'tower', 'room', '301教室', [], '301js 301jiaoshi'],
  ['r302', 1, 'tower', 'room', '302教室', [], '302js 302jiaoshi'],
];

function asset(id: string, place: string, codes: string[], name = '课桌', more: Row = []): Row {
  const [number = `N-${id}`, model = '', custodian = ''] = more;
  const seen = [null, null, null, null];
  return [id, 1, place, 'k', name, number, model, custodian, 1, '张', codes, 'kz kezhuo', ...seen];
}

async function filled(pages: Row[][]): Promise<{ master: Master; token: number }> {
  const master = openMaster(new IDBFactory(), 'school', 'person');
  const token = await takeToken(master);
  const begun = await beginStaging(master, token, { epoch: 'e', scope_hash: 's', as_of: 1 });
  await putList(master, token, begun, 'place', PLACES);
  const whole = await appendPages(master, token, begun, { pages, after: 'last' });
  const sealed = await sealStaging(master, token, whole, 'c');
  await swapIn(master, token, sealed, 1, 0);
  return { master, token };
}

const NONE: Overlays = { conditions: new Map(), labels: new Map() };
const none = async () => NONE;

async function change(master: Master, token: number, changes: Change[]): Promise<void> {
  const meta = await readMeta(master);
  if (meta === null) throw new Error('no register');
  const next = { cursor: `${meta.cursor}+`, rev: meta.rev + 1, now: 0 };
  await changeCurrent(master, token, meta, changes, next);
}

test('a_code_leads_to_its_thing_and_says_whether_it_was_replaced', async () => {
  const { master } = await filled([[asset('a', 'r301', ['NEW', 'OLD'])]]);
  const register = new MasterRegister(master, none);
  expect(await register.findByCode('NEW')).toMatchObject({
    asset: { id: 'a' },
    replaced_code: false,
  });
  expect(await register.findByCode('OLD')).toMatchObject({
    asset: { id: 'a' },
    replaced_code: true,
  });
  expect(await register.findByCode('PLACE2')).toMatchObject({ place: { id: 'tower' } });
  expect(await register.findByCode('NONE')).toBeNull();
});

test('a_code_bound_to_another_thing_leads_to_that_one', async () => {
  const { master, token } = await filled([[asset('a', 'r301', ['X']), asset('b', 'r301', ['Y'])]]);
  const register = new MasterRegister(master, none);
  const put = (row: Row): Change => ({ t: 'asset', op: 'put', row });
  await change(master, token, [put(asset('b', 'r301', ['X', 'Y']))]);
  await change(master, token, [put(asset('a', 'r301', ['Z']))]);
  expect(await register.findByCode('X')).toMatchObject({ asset: { id: 'b' } });
  expect(await register.findByCode('Z')).toMatchObject({ asset: { id: 'a' } });
});

test('a_place_shows_its_things_and_on_request_those_of_all_places_below', async () => {
  const rows = [asset('n', '', []), asset('a', 'r301', []), asset('b', 'r302', [])];
  const register = new MasterRegister((await filled([rows])).master, none);
  const ids = async (place: string, below = false) =>
    (await register.assetsInPlace(place, below)).map(({ id }) => id);
  expect(await ids('r301')).toEqual(['a']);
  expect(await ids('tower')).toEqual([]);
  expect(await ids('campus', true)).toEqual(['a', 'b']);
  expect(await ids('')).toEqual(['n']);
  const path = await register.placePath('r302');
  expect(path.map(({ name }) => name)).toEqual(['东校区', '教学楼', '302教室']);
});

test.each([
  ['number', 'zc-00７'],
  ['name', '投影'],
  ['initials', 'tyj'],
  ['place', '302'],
  ['initials of the building', 'jxl 投影'],
  ['custodian', '王老师'],
])('a_thing_is_found_by_%s', async (_, query) => {
  const beamer = asset('p', 'r302', [], '投影仪', ['ZC-007', 'EB', '王老师']);
  const named = beamer.map((value) => (value === 'kz kezhuo' ? 'tyj touyingji' : value));
  const register = new MasterRegister(
    (await filled([[asset('a', 'r301', []), named]])).master,
    none,
  );
  const found = await register.search(query);
  expect(found).toMatchObject({ assets: [{ id: 'p' }], more: false });
});

test('a_search_gives_the_first_hits_and_says_that_there_are_more', async () => {
  const rows = Array.from({ length: 60 }, (_, at) => asset(`a${at}`, 'r301', []));
  const register = new MasterRegister((await filled([rows])).master, none);
  const found = await register.search('kz');
  expect(found.assets).toHaveLength(50);
  expect(found.more).toBe(true);
  expect((await register.search('kz', 60)).more).toBe(false);
});

test('a_search_sees_what_changed_since_the_last_one', async () => {
  const { master, token } = await filled([[asset('a', 'r301', [])]]);
  const register = new MasterRegister(master, none);
  await register.search('课桌');
  await change(master, token, [{ t: 'asset', op: 'put', row: asset('a', 'r301', [], '讲台') }]);
  expect((await register.search('课桌')).assets).toEqual([]);
  expect((await register.search('讲台')).assets).toHaveLength(1);
});

test('a_held_fact_gives_way_to_a_newer_one_in_the_register', async () => {
  const row = [...asset('a', 'r301', []).slice(0, 12), 'ok', 'intact', 2_000, 'tang'];
  const overlay = {
    fact_id: 'f',
    result: 'abnormal',
    condition: 'usable',
    at: 1_000,
    by: 'ines',
  } as const;
  const { master } = await filled([[row]]);
  const seen = async (held: boolean) =>
    new MasterRegister(master, async () => ({
      ...NONE,
      conditions: new Map([['a', { ...overlay, held }]]),
    })).asset('a');
  expect(await seen(true)).toMatchObject({ last_result: 'ok', overlaid: false });
  expect(await seen(false)).toMatchObject({ last_result: 'abnormal', overlaid: true });
});

test('what_the_ledger_leaves_out_is_an_empty_text', async () => {
  const row = asset('a', 'r301', []).map((value, at) => (at === 5 || at === 7 ? null : value));
  const register = new MasterRegister((await filled([[row]])).master, none);
  expect(await register.asset('a')).toMatchObject({ ledger_number: '', custodian: '', unit: '张' });
  expect((await register.search('null')).assets).toEqual([]);
});

test('before_the_school_is_taken_along_everything_is_empty', async () => {
  const master = openMaster(new IDBFactory(), 'school', 'person');
  const register = new MasterRegister(master, none);
  expect(await register.meta()).toBeNull();
  expect(await register.findByCode('X')).toBeNull();
  expect(await register.search('x')).toEqual({ assets: [], more: false });
  expect(await register.counts()).toEqual({ assets: 0, places: 0 });
});

test('after_any_changes_the_register_equals_what_was_sent', async () => {
  const ids = Array.from({ length: 3 * PAGE_SIZE }, (_, at) => `a${at}`);
  const start = ids.slice(0, PAGE_SIZE + 10).map((id) => asset(id, 'r301', [`C-${id}`]));
  const { master, token } = await filled([start.slice(0, PAGE_SIZE), start.slice(PAGE_SIZE)]);
  const model = new Map(start.map((row) => [row[0] as string, row]));
  const random = seeded(7);
  const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)] as T;
  for (let round = 0; round < 12; round += 1) {
    const changes = Array.from({ length: 120 }, (): Change => {
      const id = pick(ids);
      if (random() < 0.3) return { t: 'asset', op: pick(['delete', 'gone'] as const), id };
      const codes = random() < 0.5 ? [`C-${id}`] : [`D-${id}`, `C-${id}`];
      return { t: 'asset', op: 'put', row: asset(id, pick(['r301', 'r302', '']), codes) };
    });
    for (const line of changes) {
      if (line.op === 'put') model.set(line.row[0] as string, line.row);
      else model.delete(line.id);
    }
    await change(master, token, changes);
  }
  const register = new MasterRegister(master, none);
  expect((await register.counts()).assets).toBe(model.size);
  for (const place of ['r301', 'r302', '']) {
    const there = [...model.values()].filter((row) => row[2] === place).map((row) => row[0]);
    const here = (await register.assetsInPlace(place)).map(({ id }) => id);
    expect(here.sort()).toEqual(there.sort());
  }
  for (const id of ids) {
    const row = model.get(id);
    const codes = (row?.[10] ?? []) as string[];
    expect((await register.asset(id))?.codes ?? []).toEqual(codes);
    for (const code of [`C-${id}`, `D-${id}`]) {
      expect(await register.findByCode(code)).toEqual(
        codes.includes(code) ? expect.anything() : null,
      );
    }
  }
});

/** A small generator of numbers in [0, 1) that gives the same ones every time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test('what_is_around_a_thing_is_told_from_memory_until_a_list_changes', async () => {
  const { master, token } = await filled([[asset('a', 'r301', ['NEW'])]]);
  const register = new MasterRegister(master, none);
  const first = await register.around();
  expect(first.path('r301').map(({ name }) => name)).toEqual(['东校区', '教学楼', '301教室']);
  await change(master, token, [{ t: 'asset', op: 'put', row: asset('a', 'r302', ['NEW']) }]);
  expect((await register.around()).kinds).toBe(first.kinds);
  await change(master, token, [{ t: 'person', op: 'put', row: ['u', 2, '王建国'] }]);
  expect((await register.around()).people).toMatchObject([{ id: 'u', name: '王建国' }]);
});

test('overlays_are_those_of_the_revision_that_was_read', async () => {
  const { master, token } = await filled([[asset('a', 'r301', ['NEW'])]]);
  const asked: number[] = [];
  const seen = (rev: number) => ({ fact_id: 'f', at: rev, by: 'u', held: false }) as const;
  const register = new MasterRegister(master, async (rev) => {
    asked.push(rev);
    const overlay = { ...seen(rev), result: 'ok', condition: 'intact' } as const;
    return { conditions: new Map([['a', overlay]]), labels: new Map() };
  });
  expect(await register.asset('a')).toMatchObject({ last_at: 1 });
  await change(master, token, [{ t: 'person', op: 'put', row: ['u', 2, '王建国'] }]);
  expect(await register.asset('a')).toMatchObject({ last_at: 2 });
  expect(asked).toEqual([1, 1, 2]);
});
