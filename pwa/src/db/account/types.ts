import type { Person, School } from '../../api/types';

/** A person who has signed in on this phone; kept for the cold start offline. */
export interface Account {
  readonly person: Person;
  readonly school: School;
  readonly device_id: string;
  readonly capture_grant: string;
  /** Milliseconds since 1970, the phone's clock. */
  readonly signed_in_at: number;
}

/** What unlocks a person's entry on a phone that several people use. */
export interface PinLock {
  readonly salt: string;
  readonly hash: string;
  /** Wrong PINs in a row. */
  readonly failures: number;
}

/** An account as it is stored; the optional fields are absent in rows of older apps. */
export interface AccountEntry extends Account {
  /** Brings back this person's own session after another person has had the phone. */
  readonly switch_key?: string;
  readonly pin?: PinLock;
}

/** What the phone last heard of a school's server. */
export interface SchoolContact {
  readonly school_id: string;
  readonly last_server_time: number | null;
  readonly epoch: string | null;
  readonly backed_up_rev: number | null;
  /** The server's revision at the last contact; absent in rows of older apps. */
  readonly rev?: number;
  /**
   * The server has begun anew or stepped back, and what this phone keeps has not all been offered
   * since. Set before the offering begins, cleared when it has ended.
   */
  readonly recheck?: boolean;
}
