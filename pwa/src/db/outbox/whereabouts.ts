import type { WriteTx } from '../connection';
import { recount, unsettledPhotos } from './photos';
import type { Outbox, OutboxSchema } from './schema';
import { requireTurn } from './turn';
import type { FactRow } from './types';

/** What the server, asked by name, has of a fact; id and hash have been compared by the caller. */
export interface Whereabouts {
  readonly fact: FactRow;
  readonly status: 'applied' | 'held' | 'dismissed' | 'absent';
  readonly rev: number | null;
  readonly reason: string | null;
  readonly photos_missing: readonly string[];
}

/**
 * Believes the server about what it has, all or none: what is absent loses its receipt and is sent
 * again, photos that are missing wait again. One the server cannot take, or has deleted for
 * privacy, stays as it is.
 */
export function keepWhereabouts(
  outbox: Outbox,
  turn: number,
  found: readonly Whereabouts[],
  now: number,
): Promise<void> {
  const schoolId = found[0]?.fact.school_id;
  if (schoolId === undefined) return Promise.resolve();
  return outbox.write(['devices', 'facts', 'photos', 'receipts'], 'strict', async (tx) => {
    await requireTurn(tx, schoolId, turn);
    const missing = found.flatMap(missingPhotos);
    for (const sha256 of missing) await waitAgain(tx, sha256);
    const unsettled = await unsettledPhotos(tx, schoolId);
    for (const one of found) await keepOne(tx, one, unsettled, now);
    await recount(tx, missing, unsettled);
  });
}

function missingPhotos({ fact, status, photos_missing }: Whereabouts): readonly string[] {
  return status === 'absent' ? fact.photos : photos_missing;
}

async function waitAgain(tx: WriteTx<OutboxSchema>, sha256: string): Promise<void> {
  const photo = await tx.objectStore('photos').get(sha256);
  if (photo?.state === 'done') await tx.objectStore('photos').put({ ...photo, state: 'waiting' });
}

async function keepOne(
  tx: WriteTx<OutboxSchema>,
  { fact, status, rev, reason }: Whereabouts,
  unsettled: ReadonlySet<string>,
  now: number,
): Promise<void> {
  const receipts = tx.objectStore('receipts');
  if (status === 'absent') return receipts.delete(fact.id);
  await receipts.put({
    fact_id: fact.id,
    school_id: fact.school_id,
    status,
    rev: status === 'held' ? null : rev,
    reason,
    photos_done: fact.photos.filter((sha256) => !unsettled.has(sha256)).length,
    at: now,
    attempts: 0,
    next_try: 0,
  });
}
