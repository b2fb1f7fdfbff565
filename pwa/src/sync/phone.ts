import type { Account } from '../db/account/types';
import type { Drafts } from '../db/drafts/types';
import type { Register } from '../db/master/types';
import type { Capture, RecordEntry, SavedFact } from '../db/outbox/types';
import type { Observable, SyncStatus } from './status';

/** Why a run may start; `button` and `online` do not wait for a pause between tries. */
export type Trigger = 'start' | 'visible' | 'online' | 'saved' | 'timer' | 'button';

/**
 * The phone as the screens see it: one object, made once by the composition root with
 * `createPhone(browserEnvironment(...))`.
 */
export interface Phone {
  /** Waiting counts, phase, last error; always current. */
  readonly status: Observable<SyncStatus>;
  /** The signed-in person, or null; changes on sign-in and sign-out. */
  readonly account: Observable<Account | null>;

  /** Resolves when the stored account is read (works offline); a first run then begins by itself. */
  start(): Promise<void>;
  /**
   * Signs in at the server and keeps the account for later offline starts. Throws SyncProblem
   * `sign_in_failed`, `sign_in_too_often`, `device_revoked`, `network`, `portal`.
   */
  signIn(login: string, password: string): Promise<Account>;
  /** Ends the session here, and at the server if it can be reached. The outbox stays as it is. */
  signOut(): Promise<void>;

  /**
   * Saves a fact and its photos into the outbox, reads them back, then lets sync know.
   * Throws StorageError `storage_full`, `read_back_failed`, `storage_unavailable`,
   * `not_signed_in`, or `draft_invalid` with the DraftProblem as detail.
   */
  record(capture: Capture): Promise<SavedFact>;
  /** [更正上一条]: records the withdrawal of one of this phone's facts. */
  withdraw(factId: string): Promise<SavedFact>;
  /** This phone's records at the current school, newest first. */
  records(limit?: number): Promise<readonly RecordEntry[]>;
  /** The bytes of a photo this phone still keeps. */
  photo(sha256: string): Promise<ArrayBuffer | null>;
  /** The current person's register with the overlays; throws StorageError `not_signed_in`. */
  register(): Register;

  /** The current person's unfinished forms; throws StorageError `not_signed_in`. */
  drafts(): Drafts;

  /** Runs or joins a run; resolves when it has ended, well or not. */
  sync(trigger?: Trigger): Promise<void>;
  /** Stops timers and closes databases. */
  stop(): void;
}
