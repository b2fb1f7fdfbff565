/**
 * What is known of one room's count, as `server/domain/room_count.py` has it
 * (docs/spec/stocktake-vectors.md). Times are milliseconds since 1970.
 */
export interface CountLine {
  readonly asset: string;
  readonly group: string;
  readonly quantity: number;
  readonly by_number: boolean;
  readonly presighted: number | null;
}

/** What the ledger did since the baseline: `left` (away or removed) or `arrived` (in or bought). */
export interface LedgerChange {
  readonly asset: string;
  readonly change: 'left' | 'arrived';
  readonly group: string;
  readonly quantity: number;
  readonly at: number;
}

interface Said {
  readonly id: string;
  readonly at: number;
  readonly withdrawn: boolean;
}

/** From `asset_sighted`. */
export interface Sighting extends Said {
  readonly t: 'sighting';
  readonly asset: string | null;
  readonly code: string | null;
  readonly text: string | null;
  readonly name: string | null;
  readonly quantity: number;
  /** `intact`, `usable` or `unusable`. */
  readonly condition: string;
}

/** From `group_counted`. */
export interface Count extends Said {
  readonly t: 'count';
  readonly group: string;
  readonly good: number;
  readonly damaged: number;
}

/** From `total_confirmed`: 全部相符. */
export interface Total extends Said {
  readonly t: 'total';
  readonly total: number;
}

export type Entry = Sighting | Count | Total;

/** Where a sighted thing that is no line is now. */
export type Whereabouts = 'here' | 'elsewhere' | 'nowhere' | 'removed';

export interface RoomCount {
  readonly lines: readonly CountLine[];
  readonly meanwhile: readonly LedgerChange[];
  readonly ledger: Readonly<Record<string, Whereabouts>>;
  /** What a code leads to now: {code: asset}. */
  readonly bindings: Readonly<Record<string, string>>;
  readonly entries: readonly Entry[];
  /** Judged as for a signature; a thing not seen is missing only then. */
  readonly closed: boolean;
}

/** Things of one kind, name and unit are one group. */
export function groupKey(kindId: string, name: string, unit: string | null): string {
  return `${kindId}|${name}|${unit ?? ''}`;
}
