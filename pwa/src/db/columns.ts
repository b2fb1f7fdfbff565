/**
 * The register's rows are kept as arrays in these orders, the orders of wire version 1.
 * An answer with other columns is put into this order before it is stored.
 */
export const COLUMNS = {
  place: ['id', 'rev', 'parent_id', 'kind', 'name', 'codes', 'search'],
  kind: ['id', 'rev', 'name_zh', 'name_en', 'phrases'],
  person: ['id', 'rev', 'name'],
  asset: [
    'id',
    'rev',
    'place_id',
    'kind',
    'name',
    'ledger_number',
    'model',
    'custodian',
    'quantity',
    'unit',
    'codes',
    'search',
    'last_result',
    'last_condition',
    'last_at',
    'last_by',
  ],
} as const;

export type Table = keyof typeof COLUMNS;
/** A row as it lies in a page: values in the order of COLUMNS. */
export type Row = readonly unknown[];

export type PlaceKind = 'campus' | 'building' | 'floor' | 'room' | 'area' | 'position';

export interface Place {
  readonly id: string;
  readonly rev: number;
  readonly parent_id: string | null;
  readonly kind: PlaceKind;
  readonly name: string;
  /** Label codes, the current one first. */
  readonly codes: readonly string[];
  readonly search: string;
}

export interface Phrase {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
}

export interface Kind {
  readonly id: string;
  readonly rev: number;
  readonly name_zh: string;
  readonly name_en: string;
  readonly phrases: readonly Phrase[];
}

export interface Person {
  readonly id: string;
  readonly rev: number;
  readonly name: string;
}

export interface Asset {
  readonly id: string;
  readonly rev: number;
  /** "" when the asset has no place. */
  readonly place_id: string;
  /** A kind's id. */
  readonly kind: string;
  readonly name: string;
  /** This and the next two, and the unit: "" where the ledger says nothing. */
  readonly ledger_number: string;
  readonly model: string;
  readonly custodian: string;
  readonly quantity: number;
  readonly unit: string;
  /** Label codes, the current one first. */
  readonly codes: readonly string[];
  readonly search: string;
  readonly last_result: 'ok' | 'abnormal' | null;
  readonly last_condition: 'intact' | 'usable' | 'unusable' | 'missing' | null;
  /** Milliseconds since 1970. */
  readonly last_at: number | null;
  /** A person's id. */
  readonly last_by: string | null;
}

export interface RowTypes {
  place: Place;
  kind: Kind;
  person: Person;
  asset: Asset;
}

const places = new Map<string, number>(
  (Object.keys(COLUMNS) as Table[]).flatMap((table) =>
    COLUMNS[table].map((column, at): [string, number] => [`${table}.${column}`, at]),
  ),
);

/** Where `column` stands in a stored row of `table`. */
export function columnAt<T extends Table>(table: T, column: keyof RowTypes[T] & string): number {
  const at = places.get(`${table}.${column}`);
  if (at === undefined) throw new RangeError(`${table}.${column}`);
  return at;
}

/** The stored row as an object. */
export function fromRow<T extends Table>(table: T, row: Row): RowTypes[T] {
  const fields: readonly string[] = COLUMNS[table];
  return Object.fromEntries(fields.map((field, at) => [field, row[at]])) as unknown as RowTypes[T];
}

/**
 * How to put rows that come with `columns` into the stored order: null when they already are,
 * else the source position of each stored column. Throws RangeError when one is missing.
 */
export function reordering(table: Table, columns: readonly string[]): readonly number[] | null {
  const wanted: readonly string[] = COLUMNS[table];
  if (wanted.length === columns.length && wanted.every((name, at) => columns[at] === name))
    return null;
  const order = wanted.map((name) => columns.indexOf(name));
  if (order.includes(-1)) throw new RangeError(`${table}: ${columns.join()}`);
  return order;
}
