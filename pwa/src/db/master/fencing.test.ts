import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { changeCurrent } from './changes';
import { appendPages, beginStaging, sealStaging, swapIn } from './fill';
import { takeToken } from './lease';
import { readMeta, readStaging } from './meta';
import { type Master, openMaster } from './schema';
import type { MasterMeta } from './types';

const HEAD = { epoch: 'e', scope_hash: 's', as_of: 1 };

async function filled(master: Master, token: number): Promise<MasterMeta> {
  const begun = await beginStaging(master, token, HEAD);
  const sealed = await sealStaging(master, token, begun, 'c1');
  return swapIn(master, token, sealed, 1, 0);
}

function fresh(): Master {
  return openMaster(new IDBFactory(), 'school', 'person');
}

test('what_a_former_leader_still_writes_is_discarded', async () => {
  const master = fresh();
  const frozen = await takeToken(master);
  const meta = await filled(master, frozen);
  await takeToken(master);
  const next = { cursor: 'c2', rev: 2, now: 0 };
  await expect(changeCurrent(master, frozen, meta, [], next)).rejects.toMatchObject({
    what: 'leader',
  });
  expect((await readMeta(master))?.cursor).toBe('c1');
});

test('a_page_of_changes_that_comes_twice_counts_once_and_the_cursor_never_runs_back', async () => {
  const master = fresh();
  const token = await takeToken(master);
  const meta = await filled(master, token);
  await changeCurrent(master, token, meta, [], { cursor: 'c2', rev: 2, now: 0 });
  const late = changeCurrent(master, token, meta, [], { cursor: 'c1b', rev: 1, now: 0 });
  await expect(late).rejects.toMatchObject({ what: 'cursor' });
  expect(await readMeta(master)).toMatchObject({ cursor: 'c2', rev: 2 });
});

test('pages_for_an_abandoned_generation_are_discarded', async () => {
  const master = fresh();
  const token = await takeToken(master);
  const first = await beginStaging(master, token, HEAD);
  await beginStaging(master, token, HEAD);
  const late = appendPages(master, token, first, { pages: [[]], after: 'k' });
  await expect(late).rejects.toMatchObject({ what: 'generation' });
  expect((await readStaging(master))?.pages).toBe(0);
});

test('pages_follow_each_other_without_overlap', async () => {
  const master = fresh();
  const token = await takeToken(master);
  const begun = await beginStaging(master, token, HEAD);
  await appendPages(master, token, begun, { pages: [[]], after: 'k1' });
  const again = appendPages(master, token, begun, { pages: [[]], after: 'k1' });
  await expect(again).rejects.toMatchObject({ what: 'cursor' });
});
