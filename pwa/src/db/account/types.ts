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

/** What the phone last heard of a school's server. */
export interface SchoolContact {
  readonly school_id: string;
  readonly last_server_time: number | null;
  readonly epoch: string | null;
  readonly backed_up_rev: number | null;
}
