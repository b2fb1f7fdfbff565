import type { How, PhotoNote, Signature } from './factParts';

/** What people say on a sheet of a stocktake (清查), as it travels. */
interface OnSheet {
  readonly sheet_id: string;
}

interface Seen {
  readonly words: string;
  readonly photos: readonly PhotoNote[];
}

/**
 * A thing seen in the room: by its `asset_id`, or by at least one of `code` (canonical), `text`
 * (what an unknown label says) and `name`.
 */
export interface AssetSightedBody extends OnSheet, Seen {
  readonly asset_id: string | null;
  readonly code: string | null;
  readonly text: string | null;
  readonly name: string | null;
  readonly kind_id: string | null;
  /** 1 with an `asset_id`. */
  readonly quantity: number;
  readonly how: Exclude<How, 'door'>;
  readonly condition: 'intact' | 'usable' | 'unusable';
}

/** How many of a group there are; `group` is its key, `pupil`: taken over from a pupil's count. */
export interface GroupCountedBody extends OnSheet, Seen {
  readonly group: string;
  readonly good: number;
  readonly damaged: number;
  readonly how: 'typed' | 'pupil';
}

/** 全部相符, with the number of all things in the room. */
export interface TotalConfirmedBody extends OnSheet {
  readonly total: number;
}

export const CAUSES = ['human', 'natural', 'unknown', 'before_takeover'] as const;
/** Of a discrepancy: 人为, 自然, 未知, 接班前已有. */
export type Cause = (typeof CAUSES)[number];

/** What does not agree, and by how many; `key` as in docs/spec/stocktake-vectors.md. */
export interface SignedDiscrepancy {
  readonly key: string;
  readonly quantity: number;
}

export interface Explanation {
  readonly key: string;
  readonly cause: Cause;
  readonly words: string;
  /** Hashes of photos: of the signature's own, or of a sighting's. */
  readonly photos: readonly string[];
}

/** The sheet is closed and signed for these discrepancies, each explained once at most. */
export interface SheetSignedBody extends OnSheet {
  readonly discrepancies: readonly SignedDiscrepancy[];
  readonly explanations: readonly Explanation[];
  /** Why, although a helper's phone has not sent everything; "" otherwise. */
  readonly override: string;
  /** Exactly one of these two. */
  readonly signature: Signature | null;
  readonly signed_name: string | null;
  readonly photos: readonly PhotoNote[];
}

export interface CountBodies {
  asset_sighted: AssetSightedBody;
  group_counted: GroupCountedBody;
  total_confirmed: TotalConfirmedBody;
  sheet_signed: SheetSignedBody;
}

export type CountFactType = keyof CountBodies;
