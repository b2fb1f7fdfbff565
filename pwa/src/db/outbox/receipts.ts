import { isTaken, type ReceiptStatus } from '../../domain/custody';
import type { WriteTx } from '../connection';
import { unsettledPhotos } from './photos';
import type { Outbox, OutboxSchema } from './schema';
import { requireTurn } from './turn';
import type { FactRow } from './types';

/** A verified answer about one fact: id and hash have been compared by the caller. */
export interface Answer {
  readonly fact: FactRow;
  readonly status: ReceiptStatus;
  readonly rev: number | null;
  readonly reason: string | null;
}

/** When answers came, and the pause in ms before attempt n (1, 2, …) of one answered `retry`. */
export interface Moment {
  readonly now: number;
  readonly delay: (attempts: number) => number;
}

/** Keeps the answers, all or none. A fact once taken stays taken. */
export function keepAnswers(
  outbox: Outbox,
  turn: number,
  answers: readonly Answer[],
  moment: Moment,
): Promise<void> {
  const schoolId = answers[0]?.fact.school_id;
  if (schoolId === undefined) return Promise.resolve();
  return outbox.write(['devices', 'receipts', 'photos'], 'strict', async (tx) => {
    await requireTurn(tx, schoolId, turn);
    const unsettled = await unsettledPhotos(tx, schoolId);
    for (const answer of answers) await keepAnswer(tx, answer, unsettled, moment);
  });
}

async function keepAnswer(
  tx: WriteTx<OutboxSchema>,
  { fact, status, rev, reason }: Answer,
  unsettled: ReadonlySet<string>,
  { now, delay }: Moment,
): Promise<void> {
  const receipts = tx.objectStore('receipts');
  const known = await receipts.get(fact.id);
  if (isTaken(known) && status === 'retry') return;
  const attempts = status === 'retry' ? (known?.attempts ?? 0) + 1 : 0;
  await receipts.put({
    fact_id: fact.id,
    school_id: fact.school_id,
    status,
    rev: status === 'held' || status === 'retry' ? null : rev,
    reason,
    photos_done: fact.photos.filter((sha256) => !unsettled.has(sha256)).length,
    at: now,
    attempts,
    next_try: status === 'retry' ? now + delay(attempts) : 0,
  });
}

/** The highest revision that a receipt names, 0 when none does. */
export function highestReceiptRev(outbox: Outbox, schoolId: string): Promise<number> {
  return outbox.read(['receipts'], async (tx) => {
    const range = IDBKeyRange.bound([schoolId, 0], [schoolId, Number.MAX_SAFE_INTEGER]);
    const cursor = await tx.objectStore('receipts').index('by_rev').openKeyCursor(range, 'prev');
    return cursor === null ? 0 : (cursor.key[1] ?? 0);
  });
}
