import type {
  Condition,
  How,
  InRound,
  ItemAnswer,
  Level,
  Result,
  RoundKey,
  WhyUnscanned,
} from '../../domain/facts';
import type { PhotoInput } from '../outbox/types';

/** What a person has filled in so far. */
export interface DraftForm {
  /** Which of the two answers was tapped. */
  readonly result: Result;
  /** Null until chosen, and always for a code that is no thing. */
  readonly condition: Exclude<Condition, 'intact'> | null;
  readonly phrases: readonly string[];
  readonly words: string;
  readonly photos: readonly PhotoInput[];
  /** The version whose items `answers` speak of; null before the first and without a checklist. */
  readonly checklist: InRound['checklist'];
  /** Only what the person said; of the rest see `complete` of the inspection room. */
  readonly answers: readonly ItemAnswer[];
  readonly level: Level;
  readonly fixed_on_spot: boolean;
  /** Of [扫不了] only, and null until chosen. */
  readonly why: WhyUnscanned | null;
  /** What a form says beyond these, by names of its own; absent in most. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** What a draft is about, enough to name it in a list and to make its record later. */
export interface DraftSubject {
  /** Names the thing among a person's drafts; screens choose it. */
  readonly thing: string;
  readonly name: string;
  readonly place: string;
  /** What was scanned or typed; null when the thing was picked and has no label. */
  readonly code: string | null;
  readonly how: How;
  readonly round: RoundKey | null;
  /** When its label was read, ms by the phone's clock; null when it was not. */
  readonly scanned_at: number | null;
}

/** `id` is chosen when the draft begins and becomes its record's: so it becomes one record only. */
export interface Draft extends DraftSubject, DraftForm {
  readonly id: string;
}

/** A draft without its photos. */
export type DraftNote = DraftSubject & Pick<Draft, 'id'>;

/** The unfinished forms of one person at one school, one for each thing. */
export interface Drafts {
  of(thing: string): Promise<Draft | null>;
  /** Those begun last come first. */
  all(): Promise<readonly DraftNote[]>;
  /** Takes the place of what was kept of this thing. Throws StorageError. */
  keep(draft: Draft): Promise<void>;
  drop(draft: DraftNote): Promise<void>;
}
