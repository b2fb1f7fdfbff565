import type { CountBodies, CountFactType } from './countFacts';
import type { How, PhotoNote, Signature } from './factParts';

export { HOWS, type How, type PhotoNote, type Signature } from './factParts';

/**
 * What a person saw or did on the spot, as it travels (docs/spec/sync-wire.md).
 * Field names are the wire's own, so that nothing is renamed on the way.
 */
export const RESULTS = ['ok', 'abnormal'] as const;
export type Result = (typeof RESULTS)[number];

export const CONDITIONS = ['intact', 'usable', 'unusable', 'missing'] as const;
/** Physical state; `intact` goes with `ok`, the others with `abnormal`. */
export type Condition = (typeof CONDITIONS)[number];

/** Why a new label is asked for: 标签坏了, or one of a pile of things gone through in order. */
export type Why = 'worn' | 'pile';

export const LEVELS = ['general', 'major'] as const;
/** How grave what is abnormal is: 一般, 重大. */
export type Level = (typeof LEVELS)[number];

export const WHYS_UNSCANNED = ['label_worn', 'out_of_reach', 'locked'] as const;
/** [扫不了]: 标签坏了, 够不着, 门锁着. */
export type WhyUnscanned = (typeof WHYS_UNSCANNED)[number];

/** One walk of a route in one slot; `day` is YYYY-MM-DD, the school's day its window begins on. */
export interface RoundKey {
  readonly route_id: string;
  readonly day: string;
  readonly slot: string;
}

export const ANSWERS = ['ok', 'abnormal', 'not_applicable'] as const;

/** To one item of a checklist; `value`: decimal text of a reading or score, key of a choice. */
export interface ItemAnswer {
  readonly item: string;
  readonly answer: (typeof ANSWERS)[number];
  readonly value: string | null;
}

/** What version 2 of an inspection says beyond version 1. */
export interface InRound {
  readonly round: RoundKey | null;
  /** The version that was answered. */
  readonly checklist: { readonly id: string; readonly version: number } | null;
  readonly answers: readonly ItemAnswer[];
  /** Of what is abnormal. */
  readonly level: Level | null;
  /** 当场改正: abnormal, and in order again when the patroller left. */
  readonly fixed_on_spot: boolean;
  /** When its label was read, ms by the clock of `observed_at`. */
  readonly scanned_at: number | null;
}

/** A phrase of a checklist's item is named `item:phrase`. */
export interface InspectionBody extends Thing, InRound {
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

/** A stop was passed without a scan. */
export interface StopUnscannedBody extends Thing {
  readonly round: RoundKey;
  readonly why: WhyUnscanned;
  readonly words: string;
  readonly photos: readonly PhotoNote[];
}

/** What the walker says of a flag; `stops` are asset or place ids. */
export interface FlagReason {
  readonly flag: string;
  readonly stops: readonly string[];
  readonly reason: 'together' | 'rescanned' | 'other';
  readonly words: string;
}

/** The walker has looked through the round and signed it. */
export interface RoundEndedBody {
  readonly round: RoundKey;
  /** Ids of the people who walked along. */
  readonly companions: readonly string[];
  readonly reasons: readonly FlagReason[];
  readonly signature: Signature;
}

export type FactType =
  | 'inspection_recorded'
  | 'record_withdrawn'
  | 'unknown_code_kept'
  | 'label_bound'
  | 'label_requested'
  | 'stop_unscanned'
  | 'round_ended'
  | CountFactType;

/** The version this app writes of each type. */
export const FACT_VERSIONS: Readonly<Record<FactType, number>> = {
  inspection_recorded: 2,
  record_withdrawn: 1,
  unknown_code_kept: 1,
  label_bound: 1,
  label_requested: 1,
  stop_unscanned: 1,
  round_ended: 1,
  asset_sighted: 1,
  group_counted: 1,
  total_confirmed: 1,
  sheet_signed: 1,
};

/** The round as one text: "route/day/slot". */
export function roundText({ route_id, day, slot }: RoundKey): string {
  return `${route_id}/${day}/${slot}`;
}

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
    | LabelRequestedBody
    | StopUnscannedBody
    | RoundEndedBody
    | CountBodies[CountFactType];
}
