import { columnAt, fromRow, type Row } from '../columns';
import type { ReadTx, WriteTx } from '../connection';
import type { MasterSchema } from './schema';

/**
 * Sheets of stocktakes change often and some are large: the list holds what comes before the packed
 * columns, and each whole row lies for itself.
 */
const HEAD = columnAt('count_sheet', 'groups');
const ID = columnAt('count_sheet', 'id');

export function headOf(row: Row): Row {
  return row.slice(0, HEAD);
}

function keyOf(generation: number, id: string): [number, `sheet/${string}`] {
  return [generation, `sheet/${id}`];
}

export async function putSheet(
  tx: WriteTx<MasterSchema>,
  generation: number,
  row: Row,
): Promise<void> {
  await tx.objectStore('lists').put([row], keyOf(generation, row[ID] as string));
}

export function deleteSheet(
  tx: WriteTx<MasterSchema>,
  generation: number,
  id: string,
): Promise<void> {
  return tx.objectStore('lists').delete(keyOf(generation, id));
}

/** A snapshot's next sheets, each of them once. */
export async function addSheets(
  tx: WriteTx<MasterSchema>,
  generation: number,
  rows: readonly Row[],
): Promise<void> {
  const lists = tx.objectStore('lists');
  const former = (await lists.get([generation, 'count_sheet'])) ?? [];
  await lists.put([...former, ...rows.map(headOf)], [generation, 'count_sheet']);
  await Promise.all(rows.map((row) => putSheet(tx, generation, row)));
}

export async function sheetIn(tx: ReadTx<MasterSchema>, generation: number, id: string) {
  const [row] = (await tx.objectStore('lists').get(keyOf(generation, id))) ?? [];
  return row === undefined ? null : fromRow('count_sheet', row);
}
