/**
 * A sheet's row as it is packed by `server/domain/count_packing.py`
 * (docs/spec/stocktake-vectors.md).
 */
import type {
  Count,
  CountLine,
  Entry,
  LedgerChange,
  RoomCount,
  Sighting,
  Total,
  Whereabouts,
} from './roomCount';

export type PackedGroup = readonly [string, string, string, string | null, boolean];
export type PackedLine = readonly [string, number, number, number | null, string | null];
export type PackedChange = readonly [string, 'left' | 'arrived', string, number, number];
export type PackedProposal = readonly [string, number, number, number];

type Head<T extends string> = readonly [T, string, number, string, 0 | 1];
type PackedSighting = readonly [
  ...Head<'sighting'>,
  string | null,
  string | null,
  string | null,
  string | null,
  string | null,
  number,
  string,
  string,
  string,
  readonly string[],
];
type PackedCount = readonly [
  ...Head<'count'>,
  string,
  number,
  number,
  string,
  string,
  readonly string[],
];
type PackedTotal = readonly [...Head<'total'>, number];
type PackedSigned = readonly [
  ...Head<'signed'>,
  readonly (readonly [string, number])[],
  readonly (readonly [string, Cause, string, readonly string[]])[],
  string | null,
];
type PackedReturned = readonly [...Head<'returned'>, string];
export type PackedEntry =
  | PackedSighting
  | PackedCount
  | PackedTotal
  | PackedSigned
  | PackedReturned;

export interface PackedSheet {
  readonly groups: readonly PackedGroup[];
  readonly lines: readonly PackedLine[];
  readonly meanwhile: readonly PackedChange[];
  readonly entries: readonly PackedEntry[];
}

/** Why something does not agree: 人为, 自然, 未知, 接班前已有. */
export type Cause = 'human' | 'natural' | 'unknown' | 'before_takeover';

export interface CountGroup {
  readonly key: string;
  readonly kind_id: string;
  readonly name: string;
  readonly unit: string | null;
  readonly by_number: boolean;
}

export interface SheetLine extends CountLine {
  readonly ledger_number: string | null;
}

/** What everything that was said has: who, and how it was told. `photos`: SHA-256. */
interface Told {
  readonly author: string;
  readonly how: string;
  readonly words: string;
  readonly photos: readonly string[];
}

export interface SaidSighting extends Sighting, Told {
  readonly kind_id: string | null;
}
export interface SaidCount extends Count, Told {}
export interface SaidTotal extends Total {
  readonly author: string;
}

/** A discrepancy as it is signed for. */
export interface SignedFor {
  readonly key: string;
  readonly quantity: number;
}

export interface Explanation {
  readonly key: string;
  readonly cause: Cause;
  readonly words: string;
  readonly photos: readonly string[];
}

export interface SaidSigned {
  readonly t: 'signed';
  readonly id: string;
  readonly at: number;
  readonly author: string;
  readonly withdrawn: boolean;
  readonly discrepancies: readonly SignedFor[];
  readonly explanations: readonly Explanation[];
  /** Where there is no drawn signature. */
  readonly signed_name: string | null;
}

/** The desk gave the sheet back: what was signed before then counts no more. */
export interface SaidReturned {
  readonly t: 'returned';
  readonly id: string;
  readonly at: number;
  readonly author: string;
  readonly withdrawn: boolean;
  readonly words: string;
}

export type SaidEntry = SaidSighting | SaidCount | SaidTotal | SaidSigned | SaidReturned;

/** What a pupil counted of a group. */
export interface Proposal {
  readonly group: string;
  readonly good: number;
  readonly damaged: number;
  readonly at: number;
}

export function unpackGroups(rows: readonly PackedGroup[]): CountGroup[] {
  return rows.map(([key, kind_id, name, unit, by_number]) => ({
    key,
    kind_id,
    name,
    unit,
    by_number,
  }));
}

export function unpackLines(
  rows: readonly PackedLine[],
  groups: readonly CountGroup[],
): SheetLine[] {
  return rows.map(([asset, at, quantity, presighted, ledger_number]) => ({
    asset,
    group: groups[at]?.key ?? '',
    quantity,
    by_number: groups[at]?.by_number ?? false,
    presighted,
    ledger_number,
  }));
}

export function unpackMeanwhile(rows: readonly PackedChange[]): LedgerChange[] {
  return rows.map(([asset, change, group, quantity, at]) => ({
    asset,
    change,
    group,
    quantity,
    at,
  }));
}

export function unpackProposals(rows: readonly PackedProposal[]): Proposal[] {
  return rows.map(([group, good, damaged, at]) => ({ group, good, damaged, at }));
}

export function unpackEntries(rows: readonly PackedEntry[]): SaidEntry[] {
  return rows.map(unpackEntry);
}

function unpackEntry(row: PackedEntry): SaidEntry {
  switch (row[0]) {
    case 'sighting':
      return sightingOf(row);
    case 'count':
      return countOf(row);
    case 'total':
      return { t: 'total', ...headOf(row), total: row[5] };
    case 'signed':
      return signedOf(row);
    case 'returned':
      return { t: 'returned', ...headOf(row), words: row[5] };
  }
}

function headOf(row: PackedEntry) {
  return { id: row[1], at: row[2], author: row[3], withdrawn: row[4] === 1 };
}

function sightingOf(row: PackedSighting): SaidSighting {
  const [, , , , , asset, code, text, name, kind_id, quantity, how, condition, words, photos] = row;
  const thing = { asset, code, text, name, kind_id, quantity, condition };
  return { t: 'sighting', ...headOf(row), ...thing, how, words, photos };
}

function countOf(row: PackedCount): SaidCount {
  const [, , , , , group, good, damaged, how, words, photos] = row;
  return { t: 'count', ...headOf(row), group, good, damaged, how, words, photos };
}

function signedOf(row: PackedSigned): SaidSigned {
  const [, , , , , discrepancies, explanations, signed_name] = row;
  return {
    t: 'signed',
    ...headOf(row),
    discrepancies: discrepancies.map(([key, quantity]) => ({ key, quantity })),
    explanations: explanations.map(([key, cause, words, photos]) => ({
      key,
      cause,
      words,
      photos,
    })),
    signed_name,
  };
}

/** The last signature that was not withdrawn. */
export function standingSignature(said: readonly SaidEntry[]): SaidSigned | null {
  const standing = said.filter((one): one is SaidSigned => one.t === 'signed' && !one.withdrawn);
  return standing.reduce<SaidSigned | null>((last, one) => later(last, one), null);
}

function later(last: SaidSigned | null, one: SaidSigned): SaidSigned {
  const isLater = !last || one.at > last.at || (one.at === last.at && one.id > last.id);
  return isLater ? one : last;
}

/** What a phone knows beside the sheet's row. */
export interface Beside {
  readonly ledger: Readonly<Record<string, Whereabouts>>;
  readonly bindings: Readonly<Record<string, string>>;
  readonly closed: boolean;
  /**
   * When the signature was made that is looked at; what the ledger changed later is no matter of
   * that signature. null where nothing is signed yet.
   */
  readonly until: number | null;
}

/** The rule's input, of the row and of everything said (the row's entries and one's own). */
export function roomCount(
  sheet: Omit<PackedSheet, 'entries'>,
  said: readonly SaidEntry[],
  { ledger, bindings, closed, until }: Beside,
): RoomCount {
  const lines = unpackLines(sheet.lines, unpackGroups(sheet.groups));
  const changes = unpackMeanwhile(sheet.meanwhile);
  const meanwhile = changes.filter((change) => until === null || change.at <= until);
  return { lines, meanwhile, ledger, bindings, entries: said.filter(isOfCount), closed };
}

function isOfCount(one: SaidEntry): one is SaidEntry & Entry {
  return one.t !== 'signed' && one.t !== 'returned';
}
