import type { ChecklistItem } from '../domain/checklist';
import type { PackedProposal, PackedSheet } from '../domain/countPacking';

/**
 * The register's rows are kept as arrays in these orders, the orders of wire version 1.
 * An answer with other columns is put into this order before it is stored.
 */
export const COLUMNS = {
  place: ['id', 'rev', 'parent_id', 'kind', 'name', 'codes', 'search'],
  kind: [
    'id',
    'rev',
    'name_zh',
    'name_en',
    'phrases',
    'first_service_years',
    'service_every_years',
    'scrap_years',
  ],
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
    'manufactured_on',
    'serviced_on',
  ],
  checklist: ['id', 'rev', 'version', 'name_zh', 'name_en', 'subjects', 'items'],
  route: [
    'id',
    'rev',
    'version',
    'name',
    'purpose',
    'stops',
    'schedule',
    'person_ids',
    'walkers',
    'spot_check_percent',
    'retired_on',
  ],
  school_year: ['id', 'rev', 'name', 'starts_on', 'ends_on', 'terms', 'days'],
  stocktake: [
    'id',
    'rev',
    'kind',
    'name',
    'baseline_on',
    'due_on',
    'prefill_days',
    'words',
    'ended_at',
  ],
  count_sheet: [
    'id',
    'rev',
    'stocktake_id',
    'place_id',
    'title',
    'class_name',
    'person_ids',
    'version',
    'state',
    'groups',
    'lines',
    'meanwhile',
    'entries',
    'proposals',
  ],
} as const;

/** Columns that an answer, or a row stored before, may be without. */
const LATER: ReadonlySet<string> = new Set([
  'first_service_years',
  'service_every_years',
  'scrap_years',
  'manufactured_on',
  'serviced_on',
]);

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
  /** Of extinguishers, in years from manufacture, between services, and to scrapping; else null. */
  readonly first_service_years: number | null;
  readonly service_every_years: number | null;
  readonly scrap_years: number | null;
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
  /** Days as YYYY-MM-DD; null where they are not known. */
  readonly manufactured_on: string | null;
  readonly serviced_on: string | null;
}

export interface Checklist {
  readonly id: string;
  readonly rev: number;
  readonly version: number;
  readonly name_zh: string;
  readonly name_en: string;
  /** `asset:<kind>` or `place:<kind>`. */
  readonly subjects: readonly string[];
  readonly items: readonly ChecklistItem[];
}

/** Exactly one of the first two is set. */
export interface Stop {
  readonly asset_id: string | null;
  readonly place_id: string | null;
  readonly checklist_id: string | null;
}

export interface Route {
  readonly id: string;
  readonly rev: number;
  readonly version: number;
  readonly name: string;
  readonly purpose: string;
  readonly stops: readonly Stop[];
  /** See domain/schedule.ts. */
  readonly schedule: Readonly<Record<string, unknown>>;
  /** Who may walk it; empty: whoever records. */
  readonly person_ids: readonly string[];
  /** How many sign together. */
  readonly walkers: number;
  readonly spot_check_percent: number;
  /** A day as YYYY-MM-DD; null while it is walked. */
  readonly retired_on: string | null;
}

/** Days are ISO texts, both ends included; see domain/schoolCalendar.ts. */
export interface SchoolYear {
  readonly id: string;
  readonly rev: number;
  readonly name: string;
  readonly starts_on: string;
  readonly ends_on: string;
  readonly terms: readonly {
    readonly name: string;
    readonly starts_on: string;
    readonly ends_on: string;
  }[];
  /** What differs from the weekly rule. */
  readonly days: readonly {
    readonly day: string;
    readonly kind: 'holiday' | 'school_day';
    readonly name: string;
  }[];
}

/** A campaign of counting (清查). Days are YYYY-MM-DD; `kind` as in docs/spec/sync-wire.md. */
export interface Stocktake {
  readonly id: string;
  readonly rev: number;
  readonly kind: string;
  readonly name: string;
  /** 清查基准日. */
  readonly baseline_on: string;
  readonly due_on: string;
  /** Things seen by a patrol so many days before the baseline are ticked beforehand; 0: none. */
  readonly prefill_days: number;
  readonly words: string;
  /** Milliseconds since 1970; null while it is open. */
  readonly ended_at: number | null;
}

export type SheetState =
  | 'not_started'
  | 'counting'
  | 'signed'
  | 'conflict'
  | 'sent_back'
  | 'countersigned';

/** What a list shows of a room's sheet. */
export interface SheetHead {
  readonly id: string;
  readonly rev: number;
  readonly stocktake_id: string;
  readonly place_id: string;
  /** The room as it was called at the baseline. */
  readonly title: string;
  /** "" for a room without a class. */
  readonly class_name: string;
  /** Who counts and signs it. */
  readonly person_ids: readonly string[];
  readonly version: number;
  readonly state: SheetState;
}

/** A room's sheet; what is packed is read by domain/countPacking.ts. */
export interface CountSheet extends SheetHead, PackedSheet {
  readonly proposals: readonly PackedProposal[];
}

export interface RowTypes {
  place: Place;
  kind: Kind;
  person: Person;
  asset: Asset;
  checklist: Checklist;
  route: Route;
  school_year: SchoolYear;
  stocktake: Stocktake;
  count_sheet: CountSheet;
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

/** The stored row as an object; what it is without is null. */
export function fromRow<T extends Table>(table: T, row: Row): RowTypes[T] {
  const fields: readonly string[] = COLUMNS[table];
  return Object.fromEntries(
    fields.map((field, at) => [field, row[at] ?? null]),
  ) as unknown as RowTypes[T];
}

/**
 * How to put rows that come with `columns` into the stored order: null when they already are,
 * else the source position of each stored column, -1 for one that may be missing. Throws
 * RangeError when another is missing.
 */
export function reordering(table: Table, columns: readonly string[]): readonly number[] | null {
  const wanted: readonly string[] = COLUMNS[table];
  if (wanted.length === columns.length && wanted.every((name, at) => columns[at] === name))
    return null;
  const order = wanted.map((name) => columns.indexOf(name));
  if (wanted.some((name, at) => order[at] === -1 && !LATER.has(name)))
    throw new RangeError(`${table}: ${columns.join()}`);
  return order;
}
