import { custodyOf } from '../../domain/custody';
import type { ReadTx } from '../connection';
import { numbersOf } from './queue';
import type { Outbox, OutboxSchema } from './schema';
import type { FactRow, RecordEntry, SavedFact } from './types';

/** This phone's records at a school, newest first. */
export function listRecords(
  outbox: Outbox,
  schoolId: string,
  limit: number,
): Promise<readonly RecordEntry[]> {
  return outbox.read(['facts', 'receipts'], async (tx) => {
    const rows = await newest(tx, schoolId, limit);
    return Promise.all(rows.map((row) => entryOf(tx, row)));
  });
}

async function newest(
  tx: ReadTx<OutboxSchema>,
  schoolId: string,
  limit: number,
): Promise<FactRow[]> {
  const rows: FactRow[] = [];
  const index = tx.objectStore('facts').index('by_school_seq');
  let cursor = await index.openCursor(numbersOf(schoolId), 'prev');
  while (cursor !== null && rows.length < limit) {
    rows.push(cursor.value);
    cursor = await cursor.continue();
  }
  return rows;
}

async function entryOf(tx: ReadTx<OutboxSchema>, row: FactRow): Promise<RecordEntry> {
  const receipt = await tx.objectStore('receipts').get(row.id);
  const withdrawal = await tx.objectStore('facts').index('by_target').getKey(row.id);
  const { id, seq, type, author, author_name, observed_at, summary } = row;
  return {
    id,
    seq,
    type,
    author,
    author_name,
    observed_at,
    summary,
    photo_count: row.photos.length,
    photos: row.photos,
    custody: custodyOf(receipt, row.photos.length),
    withdrawn: withdrawal !== undefined,
  };
}

/** The withdrawal of a fact on this phone, or null. */
export function withdrawalOf(outbox: Outbox, factId: string): Promise<SavedFact | null> {
  return outbox.read(['facts'], async (tx) => {
    const row = await tx.objectStore('facts').index('by_target').get(factId);
    if (row === undefined) return null;
    return { id: row.id, seq: row.seq, observed_at: row.observed_at, hash: row.hash };
  });
}
