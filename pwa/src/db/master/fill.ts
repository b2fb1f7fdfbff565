import type { Row } from '../columns';
import { StaleCommit } from '../stale';
import { bucketsFor, FEWEST_BUCKETS } from './buckets';
import { dropGeneration } from './generation';
import { type GenerationIndex, indexOfPages } from './indexing';
import { requireLeader } from './lease';
import { dropStaging, metaIn, putMeta, putStaging, stagingIn } from './meta';
import { type ListTable, type Master, STORED_PAGE_SIZE } from './schema';
import { addSheets } from './sheets';
import { requireStaging } from './staging';
import type { MasterMeta, Staging } from './types';

const STORES: ('meta' | 'pages' | 'index' | 'lists')[] = ['meta', 'pages', 'index', 'lists'];

/** Pages as they were sent, and the key of the last. */
export interface Appended {
  readonly pages: readonly (readonly Row[])[];
  readonly after: string;
  readonly index?: GenerationIndex;
}

/** Begins a new generation beside the current one; an unfinished earlier attempt is dropped. */
export function beginStaging(
  master: Master,
  token: number,
  head: { epoch: string; scope_hash: string; as_of: number },
): Promise<Staging> {
  return master.write(STORES, 'relaxed', async (tx) => {
    await requireLeader(tx, token);
    const old = await stagingIn(tx);
    const current = await metaIn(tx);
    if (old !== null) await dropGeneration(tx, old.generation);
    const generation = Math.max(old?.generation ?? 0, current?.generation ?? 0) + 1;
    const { epoch, scope_hash, as_of } = head;
    const none = { after: null, pages: 0, assets: 0, buckets: FEWEST_BUCKETS, cursor: null };
    const staging: Staging = { generation, epoch, scope_hash, as_of, ...none };
    await putStaging(tx, staging);
    return staging;
  });
}

/** Gives up an unfinished generation; the current one is not touched. */
export function abandonStaging(master: Master, token: number): Promise<void> {
  return master.write(STORES, 'relaxed', async (tx) => {
    await requireLeader(tx, token);
    const old = await stagingIn(tx);
    if (old === null) return;
    await dropGeneration(tx, old.generation);
    await dropStaging(tx);
  });
}

export function putList(
  master: Master,
  token: number,
  staging: Staging,
  table: ListTable,
  rows: readonly Row[],
): Promise<void> {
  return master.write(STORES, 'relaxed', async (tx) => {
    await requireStaging(tx, token, staging);
    await tx.objectStore('lists').put(rows, [staging.generation, table]);
  });
}

/** Adds sheets of stocktakes; a stream sends them a few at a time. */
export function appendSheets(
  master: Master,
  token: number,
  staging: Staging,
  rows: readonly Row[],
): Promise<void> {
  return master.write(STORES, 'relaxed', async (tx) => {
    await requireStaging(tx, token, staging);
    await addSheets(tx, staging.generation, rows);
  });
}

/**
 * Adds pages that follow `staging.after`; `after` is the key of the last one. `index`, if there is
 * one, has all pages so far and gets these: while they are written there is time for it.
 */
export function appendPages(
  master: Master,
  token: number,
  staging: Staging,
  { pages, after, index }: Appended,
): Promise<Staging> {
  return master.write(STORES, 'relaxed', async (tx) => {
    await requireStaging(tx, token, staging);
    const store = tx.objectStore('pages');
    const { generation } = staging;
    const stored = cut(pages);
    const puts = stored.map((rows, at) => store.put(rows, [generation, staging.pages + at]));
    for (const [at, rows] of stored.entries()) index?.add(staging.pages + at, rows);
    await Promise.all(puts);
    const added = pages.reduce((sum, rows) => sum + rows.length, 0);
    const counts = { pages: staging.pages + stored.length, assets: staging.assets + added };
    const next: Staging = { ...staging, ...counts, after };
    await putStaging(tx, next);
    return next;
  });
}

/**
 * The snapshot is whole: writes its index and notes from where the changes go on. `built` is the
 * index of all its pages, if the caller has it.
 */
export function sealStaging(
  master: Master,
  token: number,
  staging: Staging,
  cursor: string,
  built: GenerationIndex | null = null,
): Promise<Staging> {
  return master.write(STORES, 'relaxed', async (tx) => {
    await requireStaging(tx, token, staging);
    const { generation } = staging;
    const index = built ?? (await indexOfPages(tx, generation, bucketsFor(staging.assets)));
    const places = await tx.objectStore('lists').get([generation, 'place']);
    for (const row of places ?? []) index.addPlace(row);
    await index.put(tx, generation);
    const next: Staging = { ...staging, buckets: index.count, assets: index.assets, cursor };
    await putStaging(tx, next);
    return next;
  });
}

/** The generation becomes the current one, the former goes: one transaction. */
export function swapIn(
  master: Master,
  token: number,
  staging: Staging,
  rev: number,
  now: number,
): Promise<MasterMeta> {
  return master.write(STORES, 'relaxed', async (tx) => {
    await requireStaging(tx, token, staging);
    const former = await metaIn(tx);
    if (staging.cursor === null) throw new StaleCommit('generation');
    const { generation, epoch, scope_hash, cursor, pages, assets, buckets } = staging;
    const identity = { generation, epoch, scope_hash, cursor, pages, assets, buckets };
    const meta: MasterMeta = { ...identity, rev, taken_at: now, stamp: (former?.stamp ?? 0) + 1 };
    await putMeta(tx, meta);
    await dropStaging(tx);
    if (former !== null) await dropGeneration(tx, former.generation);
    return meta;
  });
}

/** Pages as they are stored: each of those that were sent becomes several. */
function cut(pages: readonly (readonly Row[])[]): (readonly Row[])[] {
  return pages.flatMap((rows) =>
    Array.from({ length: Math.ceil(rows.length / STORED_PAGE_SIZE) }, (_, at) =>
      rows.slice(at * STORED_PAGE_SIZE, (at + 1) * STORED_PAGE_SIZE),
    ),
  );
}
