export interface AccountPerson {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly actions: readonly string[];
}

export interface AccountSchool {
  readonly school_id: string;
  readonly name: string;
  readonly is_demo: boolean;
}

/** A person who has signed in on this phone; kept for the cold start offline. */
export interface Account {
  readonly person: AccountPerson;
  readonly school: AccountSchool;
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
