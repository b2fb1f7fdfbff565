import type { ReadTx, WriteTx } from '../connection';
import type { MasterSchema } from './schema';
import type { MasterMeta, Touched } from './types';

const TOUCHED = 'touched';
/** More are forgotten: a reader that was away so long reads everything again. */
const MOST_PAGES = 256;

type Tx = ReadTx<MasterSchema> | WriteTx<MasterSchema>;

/** Notes in a change's own transaction that these pages differ from `stamp` on; null: everything. */
export async function noteTouched(
  tx: WriteTx<MasterSchema>,
  { generation, stamp: former }: MasterMeta,
  stamp: number,
  pages: readonly number[] | null,
): Promise<void> {
  const noted = await touchedIn(tx);
  const before = noted?.generation === generation ? noted : { since: former, pages: [] };
  const all = new Map(before.pages);
  for (const page of pages ?? []) all.set(page, stamp);
  const fits = pages !== null && all.size <= MOST_PAGES;
  const next: Touched = fits
    ? { generation, since: before.since, pages: all }
    : { generation, since: stamp, pages: new Map() };
  await tx.objectStore('meta').put(next, TOUCHED);
}

/** The pages that differ for a reader who has read at that stamp, ascending; null: everything. */
export async function touchedSince(
  tx: Tx,
  { generation, stamp }: { readonly generation: number; readonly stamp: number },
): Promise<readonly number[] | null> {
  const noted = await touchedIn(tx);
  if (noted?.generation !== generation || stamp < noted.since) return null;
  const later = [...noted.pages].filter(([, changed]) => changed > stamp);
  return later.map(([page]) => page).sort((a, b) => a - b);
}

async function touchedIn(tx: Tx): Promise<Touched | null> {
  return ((await tx.objectStore('meta').get(TOUCHED)) as Touched | undefined) ?? null;
}
