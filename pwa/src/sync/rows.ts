import type { Columns, Change as WireChange } from '../api/types';
import { COLUMNS, type Row, reordering, type Table } from '../db/columns';
import type { Change } from '../db/master/types';
import { SyncProblem } from './problem';

/** Rows in the stored order of columns. Throws SyncProblem `bad_answer` when values are missing. */
export function storedRows(columns: Columns, table: Table, rows: readonly Row[]): readonly Row[] {
  const order = orderOf(columns, table);
  const width = columns[table].length;
  if (rows.some((row) => row.length !== width)) throw new SyncProblem('bad_answer', 200);
  return order === null ? rows : rows.map((row) => order.map((at) => row[at] ?? null));
}

export function storedChanges(columns: Columns, lines: readonly WireChange[]): Change[] {
  // A later server may send rows of lists that this app does not know.
  const known = lines.filter(({ t }) => t in COLUMNS);
  return known.map((line) => {
    if (line.op !== 'put' && typeof line.id === 'string') {
      return { t: line.t, op: line.op, id: line.id };
    }
    const [row] = Array.isArray(line.row) ? storedRows(columns, line.t, [line.row]) : [];
    if (row === undefined) throw new SyncProblem('bad_answer', 200);
    return { t: line.t, op: 'put', row };
  });
}

function orderOf(columns: Columns, table: Table): readonly number[] | null {
  try {
    return reordering(table, columns[table]);
  } catch {
    throw new SyncProblem('bad_answer', 200);
  }
}
