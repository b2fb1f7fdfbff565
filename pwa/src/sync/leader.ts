import { takeToken } from '../db/master/lease';
import type { Master } from '../db/master/schema';
import type { Outbox } from '../db/outbox/schema';
import { endTurn, renewTurn, takeTurn, turnUntil } from '../db/outbox/turn';
import type { Environment } from './environment';

const LOCK = 'campus-sync';
/** A leader that gives no sign for so long is frozen or gone. Longer than any single request. */
export const LEASE_MS = 150_000;

/** What is to be led: a school's outbox, and one person's register of it. */
export interface Realm {
  readonly env: Environment;
  readonly outbox: Outbox;
  readonly schoolId: string;
  readonly master: Master;
  /** Names this page session among the tabs. */
  readonly holder: string;
}

export interface Leadership {
  /** Fences what is written into the outbox. */
  readonly turn: number;
  /** Fences what is written into the register. */
  readonly token: number;
  readonly beat: () => Promise<void>;
}

/**
 * Does `work` if no other tab is at it, else gives null. Web Locks keep tabs apart; turn and token
 * fence what a frozen leader would still write when it wakes. Without Web Locks the turn does both.
 */
export async function asLeader<R>(
  realm: Realm,
  work: (leader: Leadership) => Promise<R>,
): Promise<R | null> {
  const { env } = realm;
  const { locks } = env;
  const lead = (force: boolean) => inTurn(realm, force, work);
  if (locks === null) return lead(false);
  const ledBy = async (lock: unknown) => (lock === null ? NOT_MINE : lead(true));
  const result = await locks.request(LOCK, { ifAvailable: true }, ledBy).catch(stolen);
  if (result !== NOT_MINE) return result;
  const until = await turnUntil(realm.outbox, realm.schoolId);
  // 0 says that nobody's turn runs; then the lock's holder is at something else.
  const runs = until > env.now() && until <= env.now() + LEASE_MS;
  if (until === 0 || runs) return null;
  return locks.request(LOCK, { steal: true }, () => lead(true)).catch(stolen);
}

const NOT_MINE = Symbol('the lock is held by another tab');

/** Another tab took the lock away from this one. */
function stolen(error: unknown): null {
  if ((error as { name?: unknown } | null)?.name === 'AbortError') return null;
  throw error;
}

async function inTurn<R>(
  { env, outbox, schoolId, master, holder }: Realm,
  force: boolean,
  work: (leader: Leadership) => Promise<R>,
): Promise<R | null> {
  const until = () => env.now() + LEASE_MS;
  const asked = { holder, now: env.now(), until: until(), force };
  const turn = await takeTurn(outbox, schoolId, asked);
  if (turn === null) return null;
  try {
    const token = await takeToken(master);
    return await work({ turn, token, beat: () => renewTurn(outbox, schoolId, turn, until()) });
  } finally {
    await endTurn(outbox, schoolId, turn);
  }
}
