import type { RoundProgress, SheetHelper } from '../api/types';
import type { Account } from '../db/account/types';
import type { Drafts } from '../db/drafts/types';
import type { Register } from '../db/master/types';
import type { SheetRecords } from '../db/outbox/sheetRecords';
import type { About, Capture, RecordEntry, SavedFact } from '../db/outbox/types';
import type { FactType, RoundKey } from '../domain/facts';
import type { Space } from './space';
import type { Observable, SyncStatus } from './status';

/** Why a run may start; `button` and `online` do not wait for a pause between tries. */
export type Trigger = 'start' | 'visible' | 'online' | 'saved' | 'timer' | 'button';

/** What the server, asked by name, had of the records that this phone keeps. */
export interface Reconciliation {
  readonly checked: number;
  /** Records that the server still has not, after they were sent again. */
  readonly missing: number;
  readonly photos_missing: number;
  readonly held: number;
  /** Put aside by an administrator; they stand in nobody's way. */
  readonly dismissed: number;
  /** Nothing is missing and nothing held: the round is done. */
  readonly complete: boolean;
}

/** A file for the desk's intake, in pieces, so that it never lies in memory as a whole. */
export interface UnsentExport {
  readonly name: string;
  readonly facts: number;
  readonly photos: number;
  /** Lines of JSON; read once. */
  readonly parts: AsyncIterable<string>;
}

/** Somebody who has signed in on this phone. */
export interface PersonHere {
  readonly id: string;
  readonly name: string;
  readonly is_current: boolean;
  readonly has_pin: boolean;
  /** Too many wrong PINs: only the password helps. */
  readonly locked: boolean;
}

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
  /**
   * Ends this person's session here, and at the server if it can be reached. The outbox and the
   * other people's entries stay as they are.
   */
  signOut(): Promise<void>;
  /** Everybody who has signed in on this phone and not out, by name; also when nobody is current. */
  people(): Promise<readonly PersonHere[]>;
  /** Lets the current person come back by 4 to 6 digits. Throws SyncProblem `pin_invalid`. */
  setPin(pin: string): Promise<void>;
  /**
   * [换人]: hands the phone over; needs no network. Throws SyncProblem `pin_wrong` (`params.left`:
   * tries left), `pin_locked`, `pin_missing`.
   */
  switchTo(personId: string, pin: string): Promise<Account>;

  /**
   * Saves a fact and its photos into the outbox, reads them back, then lets sync know.
   * Throws StorageError `storage_full`, `read_back_failed`, `storage_unavailable`,
   * `not_signed_in`, or `draft_invalid` with the DraftProblem as detail.
   */
  record(capture: Capture): Promise<SavedFact>;
  /**
   * [更正上一条]: records the withdrawal of a fact. `about`: its thing and place, where it is not one
   * that this phone keeps.
   */
  withdraw(factId: string, about?: About): Promise<SavedFact>;
  /** This phone's newest records at the current school, newest first; of these those of `type`. */
  records(limit?: number, type?: FactType): Promise<readonly RecordEntry[]>;
  /** What this phone recorded in a round, newest first, withdrawn ones among it. */
  roundRecords(round: RoundKey): Promise<readonly RecordEntry[]>;
  /** What the server has of a round from everybody who walks it; null when it cannot be asked. */
  roundProgress(round: RoundKey): Promise<RoundProgress | null>;
  /** What this phone said on a sheet and the register's row of it does not tell yet. */
  sheetRecords(sheetId: string): Promise<SheetRecords>;
  /** The other phones that may still hold something of a sheet; null when nobody can be asked. */
  sheetHelpers(sheetId: string): Promise<readonly SheetHelper[] | null>;
  /** The bytes of a photo this phone still keeps. */
  photo(sha256: string): Promise<ArrayBuffer | null>;
  /** The current person's register with the overlays; throws StorageError `not_signed_in`. */
  register(): Register;

  /** The current person's unfinished forms; throws StorageError `not_signed_in`. */
  drafts(): Drafts;

  /** What only this phone has, for the desk's intake. Nothing is changed by it. */
  exportUnsent(): Promise<UnsentExport>;
  /** Looks anew at what room there is; to be asked before the camera opens. */
  space(): Promise<Space>;

  /**
   * At the end of a round: syncs, asks the server by name for everything kept here and sends what
   * it lacks. Throws SyncProblem: the run's own failure, or `sync_busy` when another tab is at it.
   */
  reconcile(): Promise<Reconciliation>;
  /** Runs or joins a run; resolves when it has ended, well or not. */
  sync(trigger?: Trigger): Promise<void>;
  /** Stops timers and closes databases. */
  stop(): void;
}
