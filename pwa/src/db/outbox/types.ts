import type { Custody, ReceiptStatus } from '../../domain/custody';
import type { FactDraft } from '../../domain/draft';
import type {
  Anchor,
  Condition,
  FactType,
  How,
  Result,
  Thing,
  WhyUnscanned,
} from '../../domain/facts';

export interface DeviceRow {
  readonly school_id: string;
  readonly device_id: string;
  /** The number the next fact of this device gets; starts at 1. */
  readonly next_seq: number;
  /** Whose turn at syncing it is; absent before the first, and in rows of older apps. */
  readonly turn?: Turn;
}

/** Only the bearer of the newest turn may write down what the server said. */
export interface Turn {
  readonly no: number;
  /** Names a page session among the tabs. */
  readonly holder: string;
  /** The bearer is taken for frozen or gone after this moment of the phone's clock; 0 = ended. */
  readonly until: number;
}

/** Small data for lists and overlays; never sent. */
export interface Summary {
  readonly asset_id: string | null;
  readonly name: string;
  readonly place: string;
  readonly result: Result | null;
  readonly condition: Condition | null;
  readonly code: string | null;
  /** The fact that a withdrawal takes back. */
  readonly target: string | null;
  /** The place it is about; absent for what is about none. */
  readonly place_id?: string;
  /** The pile a label was asked for with; absent outside of piles. */
  readonly pile?: string;
  /** The round it belongs to as "route/day/slot"; absent outside of rounds, as are the next three. */
  readonly round?: string;
  readonly how?: How;
  /** Why a stop was not scanned. */
  readonly why?: WhyUnscanned;
  /** When its label was read, by the clock of `observed_at`. */
  readonly scanned_at?: number;
  /** When its photos were taken, by the same clock; absent without photos. */
  readonly photos_at?: readonly number[];
  /** The sheet of a stocktake on which it was said; absent elsewhere. */
  readonly sheet?: string;
  /** 当场改正: abnormal, and in order again; absent otherwise. */
  readonly fixed?: boolean;
}

export interface FactRow {
  readonly id: string;
  readonly school_id: string;
  readonly seq: number;
  readonly author: string;
  readonly author_name: string;
  readonly type: FactType;
  readonly observed_at: number;
  /** The exact UTF-8 bytes that are hashed and sent. */
  readonly raw: ArrayBuffer;
  readonly hash: string;
  readonly summary: Summary;
  /** Hashes of its photos. */
  readonly photos: readonly string[];
}

/**
 * `waiting` not yet stored by the server · `done` stored · `gone` deleted there for privacy ·
 * `refused` the server cannot take it, the phone keeps it.
 */
export type PhotoState = 'waiting' | 'done' | 'gone' | 'refused';

export interface PhotoRow {
  readonly sha256: string;
  readonly school_id: string;
  readonly fact_id: string;
  readonly bytes: ArrayBuffer;
  readonly state: PhotoState;
}

export interface ReceiptRow {
  readonly fact_id: string;
  readonly school_id: string;
  readonly status: ReceiptStatus;
  /** Null for `held` and `retry`. */
  readonly rev: number | null;
  readonly reason: string | null;
  readonly photos_done: number;
  /** When it came, by the phone's clock. */
  readonly at: number;
  /** How often `retry` was answered. */
  readonly attempts: number;
  /** Not to be sent before this moment of the phone's clock; 0 = any time. */
  readonly next_try: number;
}

/** A photo as the camera hands it over: JPEG bytes, scaled and stamped. */
export interface PhotoInput {
  readonly bytes: ArrayBuffer;
  readonly width: number;
  readonly height: number;
  readonly taken_at: number;
}

/** Who records, where and when: everything of the envelope that the draft does not hold. */
export interface CaptureContext {
  readonly school_id: string;
  readonly author: string;
  readonly author_name: string;
  readonly capture_grant: string;
  readonly app_build: string;
  readonly observed_at: number;
  readonly anchor: Anchor | null;
  readonly page_session: string;
}

/** Display data the screen knows: the thing's name and where it stands. */
export interface About {
  readonly name: string;
  readonly place: string;
}

export interface Capture extends About {
  /** Chosen when its draft began; a new one when there was no draft. */
  readonly id?: string;
  readonly draft: FactDraft;
  readonly photos: readonly PhotoInput[];
}

export interface SavedFact {
  readonly id: string;
  readonly seq: number;
  readonly observed_at: number;
  readonly hash: string;
}

/** A record as lists show it, newest first. */
export interface RecordEntry {
  readonly id: string;
  readonly seq: number;
  readonly type: FactType;
  readonly author: string;
  readonly author_name: string;
  readonly observed_at: number;
  readonly summary: Summary;
  readonly photo_count: number;
  /** Hashes of its photos, for `Phone.photo`. */
  readonly photos: readonly string[];
  readonly custody: Custody;
  /** A withdrawal of it exists on this phone. */
  readonly withdrawn: boolean;
}

export interface WaitingCounts {
  readonly facts: number;
  readonly photos: number;
  readonly held: number;
  readonly dismissed: number;
}

/** What an asset looks like through this phone's own facts that the register does not show yet. */
export interface Overlay {
  readonly fact_id: string;
  readonly result: Result;
  readonly condition: Condition;
  readonly at: number;
  readonly by: string;
  readonly held: boolean;
}

/** Where a label is by this phone's own facts that the register does not show yet. */
export interface LabelOverlay {
  readonly thing: Thing;
  /** False when its binding was withdrawn: whatever the register says, it is not there. */
  readonly stands: boolean;
}

export interface Overlays {
  /** By asset id. */
  readonly conditions: ReadonlyMap<string, Overlay>;
  /** By code, the one bound last at the end. */
  readonly labels: ReadonlyMap<string, LabelOverlay>;
}
