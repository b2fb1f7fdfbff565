import { fromRow, type Row, type RowTypes } from '../columns';
import type { ReadTx } from '../connection';
import { pagesOf } from './generation';
import { PlaceTree } from './places';
import { LISTS_APART, type ListTable, type MasterSchema } from './schema';
import { haystack } from './search';
import { touchedSince } from './touched';
import type { MasterMeta } from './types';

type Tx = ReadTx<MasterSchema>;

interface Entry {
  readonly row: Row;
  /** What words are looked for in. */
  readonly text: string;
}

/** What was read once and holds for this stamp of this generation. */
export interface Remembered {
  readonly generation: number;
  readonly stamp: number;
  readonly tree: PlaceTree;
  /** Other lists, from their first reading on; any change of a list begins anew. */
  readonly lists: Map<ListTable, readonly unknown[]>;
  /** All rows by page; null until the first search. */
  readonly pages: ReadonlyMap<number, readonly Entry[]> | null;
}

/** The same for the present state; after a small change little of it is read anew. */
export async function broughtUpToDate(
  tx: Tx,
  { generation, stamp }: MasterMeta,
  known: Remembered | null,
): Promise<Remembered> {
  if (known === null || known.generation !== generation) return begun(tx, generation, stamp);
  if (known.stamp === stamp) return known;
  const touched = await touchedSince(tx, known);
  if (touched === null) return begun(tx, generation, stamp);
  if (known.pages === null) return { ...known, stamp };
  const pages = new Map(known.pages);
  await Promise.all(
    touched.map(async (page) => {
      const rows = await tx.objectStore('pages').get([generation, page]);
      pages.set(page, (rows ?? []).map(entryWith((id) => known.tree.text(id))));
    }),
  );
  return { ...known, stamp, pages };
}

/** The same with all rows. */
export async function withRows(tx: Tx, known: Remembered): Promise<Remembered> {
  if (known.pages !== null) return known;
  const stored = await tx.objectStore('pages').getAll(pagesOf(known.generation));
  const texts = new Map(known.tree.all.map(({ id }) => [id, known.tree.text(id)]));
  const entry = entryWith((id) => texts.get(id) ?? '');
  return { ...known, pages: new Map(stored.map((rows, page) => [page, rows.map(entry)])) };
}

/** A list as objects. */
export async function listOf<T extends ListTable>(
  tx: Tx,
  { generation, lists }: Remembered,
  table: T,
): Promise<readonly RowTypes[T][]> {
  const apart = LISTS_APART.has(table);
  const known = apart ? undefined : (lists.get(table) as readonly RowTypes[T][] | undefined);
  if (known !== undefined) return known;
  const rows = (await tx.objectStore('lists').get([generation, table])) ?? [];
  const list = rows.map((row) => fromRow(table, row));
  if (!apart) lists.set(table, list);
  return list;
}

async function begun(tx: Tx, generation: number, stamp: number): Promise<Remembered> {
  const places = (await tx.objectStore('lists').get([generation, 'place'])) ?? [];
  const tree = new PlaceTree(places.map((row) => fromRow('place', row)));
  return { generation, stamp, tree, lists: new Map(), pages: null };
}

function entryWith(placeText: (id: string) => string): (row: Row) => Entry {
  return (row) => ({ row, text: haystack(row, placeText) });
}
