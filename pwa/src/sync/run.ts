import type { AccountStore } from '../db/account/accounts';
import type { Account } from '../db/account/types';
import type { Master } from '../db/master/schema';
import type { Outbox } from '../db/outbox/schema';
import type { AnchorKeeper } from './anchor';
import type { Environment } from './environment';
import type { Reconciliation } from './phone';

/** What the parts of one run share. */
export interface Run {
  readonly env: Environment;
  readonly account: Account;
  readonly accounts: AccountStore;
  readonly outbox: Outbox;
  readonly master: Master;
  readonly anchor: AnchorKeeper;
  /** What this run writes into the outbox, and into the register, counts only while it is newest. */
  readonly turn: number;
  readonly token: number;
  /** What room the browser says there is. */
  readonly freeBytes: number | null;
  /** Asked for the reconciliation, and told its outcome; null when nobody asked. */
  readonly reconciled: ((outcome: Reconciliation) => void) | null;
  /** Photos that could not go, and when to try them again by the monotonic clock. */
  readonly postponed: Postponed;
  /** Says that this run is alive; throws StaleCommit when another has taken over. */
  readonly beat: () => Promise<void>;
  /** Waiting counts have changed. */
  readonly changed: () => Promise<void>;
  /** Assets stored and announced while a snapshot comes down; null when it is done. */
  readonly progress: (progress: { done: number; total: number } | null) => void;
}

export type Postponed = Map<string, { readonly attempts: number; readonly next: number }>;

export const SYNC = '/api/sync/v1';

export function schoolOf(run: Run): string {
  return run.account.school.school_id;
}
