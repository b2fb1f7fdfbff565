import { isTaken, type ReceiptStatus } from '../../domain/custody';
import type { WriteTx } from '../connection';
import type { Outbox, OutboxSchema } from './schema';
import type { FactRow, ReceiptRow } from './types';

/** A verified answer about one fact: id and hash have been compared by the caller. */
export interface Answer {
  readonly fact: FactRow;
  readonly status: ReceiptStatus;
  readonly rev: number | null;
  readonly reason: string | null;
}

/**
 * Keeps the answers, all or none. `delay` gives the pause in ms before attempt n (1, 2, …) of a
 * fact that was answered `retry`. A fact once taken stays taken.
 */
export function keepAnswers(
  outbox: Outbox,
  answers: readonly Answer[],
  now: number,
  delay: (attempts: number) => number,
): Promise<void> {
  return outbox.write(['receipts', 'photos'], 'strict', async (tx) => {
    for (const answer of answers) await keepAnswer(tx, answer, now, delay);
  });
}

async function keepAnswer(
  tx: WriteTx<OutboxSchema>,
  { fact, status, rev, reason }: Answer,
  now: number,
  delay: (attempts: number) => number,
): Promise<void> {
  const receipts = tx.objectStore('receipts');
  const known = await receipts.get(fact.id);
  if (isTaken(known) && status === 'retry') return;
  const attempts = status === 'retry' ? (known?.attempts ?? 0) + 1 : 0;
  await receipts.put({
    fact_id: fact.id,
    school_id: fact.school_id,
    status,
    rev: status === 'applied' || status === 'duplicate' ? rev : null,
    reason,
    photos_done: await photosDone(tx, fact),
    at: now,
    attempts,
    next_try: status === 'retry' ? now + delay(attempts) : 0,
  });
}

async function photosDone(tx: WriteTx<OutboxSchema>, fact: FactRow): Promise<number> {
  if (fact.photos.length === 0) return 0;
  const index = tx.objectStore('photos').index('by_state');
  const waiting = new Set(await index.getAllKeys([fact.school_id, 'waiting']));
  const refused = new Set(await index.getAllKeys([fact.school_id, 'refused']));
  return fact.photos.filter((sha256) => !waiting.has(sha256) && !refused.has(sha256)).length;
}

/**
 * Takes back every receipt of a school, so that all kept facts and photos are offered again: the
 * server was restored or began anew (another epoch) and may have lost what it had receipted. What
 * it still has it answers as `duplicate`.
 */
export function reopenAll(outbox: Outbox, schoolId: string): Promise<void> {
  return outbox.write(['receipts', 'photos'], 'strict', async (tx) => {
    const receipts = tx.objectStore('receipts');
    const statuses: ReceiptRow['status'][] = ['applied', 'duplicate', 'held', 'retry'];
    for (const status of statuses) {
      const ids = await receipts.index('by_status').getAllKeys([schoolId, status]);
      await Promise.all(ids.map((id) => receipts.delete(id)));
    }
    const photos = tx.objectStore('photos');
    for (const sha256 of await photos.index('by_state').getAllKeys([schoolId, 'done'])) {
      const photo = await photos.get(sha256);
      if (photo !== undefined) await photos.put({ ...photo, state: 'waiting' });
    }
  });
}
