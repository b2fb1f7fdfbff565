import type { ReadTx } from '../connection';
import type { Outbox, OutboxSchema } from './schema';
import type { FactRow, ReceiptRow, WaitingCounts } from './types';

/** Receipts after which a fact is not sent again. */
const TAKEN = ['applied', 'duplicate', 'held', 'dismissed'] as const;

type Tx = ReadTx<OutboxSchema>;

/** Every fact of a school on this phone, oldest first: ids only. */
export function factIds(tx: Tx, schoolId: string): Promise<string[]> {
  return tx.objectStore('facts').index('by_school_seq').getAllKeys(numbersOf(schoolId));
}

export function numbersOf(schoolId: string, from = 0): IDBKeyRange {
  return IDBKeyRange.bound([schoolId, from], [schoolId, Number.MAX_SAFE_INTEGER]);
}

/** Ids of the facts that the server has: applied, held or put aside. */
export async function takenIds(tx: Tx, schoolId: string): Promise<Set<string>> {
  const index = tx.objectStore('receipts').index('by_status');
  const lists = await Promise.all(TAKEN.map((status) => index.getAllKeys([schoolId, status])));
  return new Set(lists.flat());
}

function delayed(tx: Tx, schoolId: string): Promise<ReceiptRow[]> {
  return tx.objectStore('receipts').index('by_status').getAll([schoolId, 'retry']);
}

/**
 * What is to be sent now, in this order: facts never answered by their number, then those answered
 * `retry` whose time has come, longest waiting first.
 */
export function sendableIds(outbox: Outbox, schoolId: string, now: number): Promise<string[]> {
  return outbox.read(['facts', 'receipts'], async (tx) => {
    const [ids, taken, retries] = await Promise.all([
      factIds(tx, schoolId),
      takenIds(tx, schoolId),
      delayed(tx, schoolId),
    ]);
    const waiting = new Set(retries.map((receipt) => receipt.fact_id));
    // A pause noted by a clock that has been set back since would last for months.
    const due = retries.filter(({ next_try, at }) => next_try <= now || at > now);
    due.sort((a, b) => a.next_try - b.next_try);
    const fresh = ids.filter((id) => !taken.has(id) && !waiting.has(id));
    return [...fresh, ...due.map((receipt) => receipt.fact_id)];
  });
}

/** When the next delayed fact may be sent again (phone's clock), or null. */
export function nextRetryAt(outbox: Outbox, schoolId: string): Promise<number | null> {
  return outbox.read(['receipts'], async (tx) => {
    const times = (await delayed(tx, schoolId)).map((receipt) => receipt.next_try);
    return times.length === 0 ? null : Math.min(...times);
  });
}

/** The rows of `ids`, in that order. */
export async function loadFacts(outbox: Outbox, ids: readonly string[]): Promise<FactRow[]> {
  const rows = await outbox.read(['facts'], (tx) =>
    Promise.all(ids.map((id) => tx.objectStore('facts').get(id))),
  );
  return rows.filter((row) => row !== undefined);
}

/** What of a school is still only here, and what lies held at the server. */
export function waitingCounts(outbox: Outbox, schoolId: string): Promise<WaitingCounts> {
  return outbox.read(['facts', 'receipts', 'photos'], async (tx) => {
    const receipts = tx.objectStore('receipts').index('by_status');
    // Side by side: a person who has tapped waits for this.
    const [unsent, photos, held, dismissed] = await Promise.all([
      unsentIds(tx, schoolId),
      tx.objectStore('photos').index('by_state').count([schoolId, 'waiting']),
      receipts.count([schoolId, 'held']),
      receipts.count([schoolId, 'dismissed']),
    ]);
    return { facts: unsent.length, photos, held, dismissed };
  });
}

/** Ids of the facts that only this phone has, oldest first. */
export async function unsentIds(tx: Tx, schoolId: string): Promise<string[]> {
  const [taken, ids] = await Promise.all([takenIds(tx, schoolId), factIds(tx, schoolId)]);
  return ids.filter((id) => !taken.has(id));
}

/** Ids of a school's facts on this phone: all, what the server has, or what it holds. */
export function keptIds(
  outbox: Outbox,
  schoolId: string,
  which: 'all' | 'taken' | 'held',
): Promise<readonly string[]> {
  return outbox.read(['facts', 'receipts'], async (tx) => {
    if (which === 'all') return factIds(tx, schoolId);
    if (which === 'taken') return [...(await takenIds(tx, schoolId))];
    return tx.objectStore('receipts').index('by_status').getAllKeys([schoolId, 'held']);
  });
}

/** What a contact announces; one look, so that no number is given out in between. */
export function announced(
  outbox: Outbox,
  schoolId: string,
): Promise<{ highest_seq: number; unsent: number; held: number }> {
  return outbox.read(['devices', 'facts', 'receipts'], async (tx) => {
    const device = await tx.objectStore('devices').get(schoolId);
    return {
      highest_seq: (device?.next_seq ?? 1) - 1,
      unsent: (await unsentIds(tx, schoolId)).length,
      held: await tx.objectStore('receipts').index('by_status').count([schoolId, 'held']),
    };
  });
}
