import { custodyOf } from '../../domain/custody';
import { type FactType, type RoundKey, roundText } from '../../domain/facts';
import type { ReadTx } from '../connection';
import { numbersOf } from './queue';
import type { Outbox, OutboxSchema } from './schema';
import type { FactRow, RecordEntry, SavedFact } from './types';

const DAY_MS = 86_400_000;

/** This phone's records at a school, newest first; of so many the ones of `type`, if one is named. */
export function listRecords(
  outbox: Outbox,
  schoolId: string,
  limit: number,
  type?: FactType,
): Promise<readonly RecordEntry[]> {
  return outbox.read(['facts', 'receipts'], async (tx) => {
    const rows = await newest(tx, schoolId, limit);
    const wanted = type === undefined ? rows : rows.filter((row) => row.type === type);
    return Promise.all(wanted.map((row) => entryOf(tx, row)));
  });
}

/** At one go: a cursor through them would keep a cheap phone busy while its person waits. */
async function newest(
  tx: ReadTx<OutboxSchema>,
  schoolId: string,
  limit: number,
): Promise<FactRow[]> {
  const index = tx.objectStore('facts').index('by_school_seq');
  const last = await index.openKeyCursor(numbersOf(schoolId), 'prev');
  const first = limit > 1 ? await last?.advance(limit - 1) : last;
  const rows = await index.getAll(numbersOf(schoolId, first?.key[1]));
  return rows.reverse();
}

/** What of a round was recorded on this phone, newest first. */
export function listRoundRecords(
  outbox: Outbox,
  schoolId: string,
  round: RoundKey,
): Promise<readonly RecordEntry[]> {
  const name = roundText(round);
  // Midnight at the school is in no zone more than a day from midnight UTC of the same day.
  const before = Date.parse(round.day) - DAY_MS;
  return outbox.read(['facts', 'receipts'], async (tx) => {
    const rows: FactRow[] = [];
    await walkBack(tx, schoolId, (row) => {
      if (row.summary.round === name) rows.push(row);
      return row.observed_at >= before;
    });
    return Promise.all(rows.map((row) => entryOf(tx, row)));
  });
}

/** From the newest fact back, until `goesOn` says no. */
async function walkBack(
  tx: ReadTx<OutboxSchema>,
  schoolId: string,
  goesOn: (row: FactRow) => boolean,
): Promise<void> {
  const index = tx.objectStore('facts').index('by_school_seq');
  let cursor = await index.openCursor(numbersOf(schoolId), 'prev');
  while (cursor !== null && goesOn(cursor.value)) cursor = await cursor.continue();
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
