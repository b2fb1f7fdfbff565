/**
 * What a person saw or did on the spot, as it travels (docs/spec/sync-wire.md).
 * Field names are the wire's own, so that nothing is renamed on the way.
 */
export const HOWS = ['camera', 'photo', 'typed', 'picked'] as const;
/** How the thing was found: filmed, read from a photo file, typed, or picked from a list. */
export type How = (typeof HOWS)[number];

export const RESULTS = ['ok', 'abnormal'] as const;
export type Result = (typeof RESULTS)[number];

export const CONDITIONS = ['intact', 'usable', 'unusable', 'missing'] as const;
/** Physical state; `intact` goes with `ok`, the others with `abnormal`. */
export type Condition = (typeof CONDITIONS)[number];

/** Why a new label is asked for: 标签坏了, or one of a pile of things gone through in order. */
export type Why = 'worn' | 'pile';

export const FACT_VERSION = 1;

/** One photo as a fact names it; `bytes` is its length, `taken_at` in ms since 1970. */
export interface PhotoNote {
  readonly sha256: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly taken_at: number;
}

export interface InspectionBody {
  readonly asset_id: string;
  readonly code: string | null;
  readonly how: How;
  readonly result: Result;
  readonly condition: Condition;
  readonly phrases: readonly string[];
  readonly words: string;
  readonly photos: readonly PhotoNote[];
}

export interface WithdrawalBody {
  readonly target: string;
}

export interface UnknownCodeBody {
  readonly text: string;
  readonly how: How;
  readonly words: string;
  readonly photos: readonly PhotoNote[];
}

/** An asset or a place: exactly one id is given. */
export interface Thing {
  readonly asset_id: string | null;
  readonly place_id: string | null;
}

export function isSameThing(one: Thing, other: Thing): boolean {
  return one.asset_id === other.asset_id && one.place_id === other.place_id;
}

/** A label was stuck on a thing; `code` is canonical (nine symbols, no separators). */
export interface LabelBoundBody extends Thing {
  readonly code: string;
  readonly how: How;
}

/** A thing needs a new label. `pile` is given with `why` = pile: the id its things share. */
export interface LabelRequestedBody extends Thing {
  readonly why: Why;
  readonly pile: string | null;
  readonly how: How;
}

export type FactType =
  | 'inspection_recorded'
  | 'record_withdrawn'
  | 'unknown_code_kept'
  | 'label_bound'
  | 'label_requested';

/**
 * The last server time this phone knew. `age_ms` is how long before the capture that was by the
 * page's monotonic clock; null when it was learnt in an earlier page session.
 */
export interface Anchor {
  readonly server_time: number;
  readonly age_ms: number | null;
}

export interface Envelope {
  readonly id: string;
  readonly device: string;
  readonly seq: number;
  readonly author: string;
  readonly capture_grant: string;
  readonly type: FactType;
  readonly v: number;
  readonly app_build: string;
  readonly observed_at: number;
  readonly anchor: Anchor | null;
  readonly page_session: string;
  readonly depends_on: readonly string[];
  readonly body:
    | InspectionBody
    | WithdrawalBody
    | UnknownCodeBody
    | LabelBoundBody
    | LabelRequestedBody;
}
