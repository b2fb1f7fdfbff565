import { endLease, leaseUntil, renewLease, takeLease } from '../db/master/lease';
import type { Master } from '../db/master/schema';
import type { Environment } from './environment';

const LOCK = 'campus-sync';
/** A leader that gives no sign for so long is frozen or gone. Longer than any single request. */
export const LEASE_MS = 150_000;

export interface Leadership {
  readonly token: number;
  readonly beat: () => Promise<void>;
}

/**
 * Does `work` if no other tab is at it, else gives null. Web Locks keep tabs apart; the token
 * fences what a frozen leader would still write when it wakes. Without Web Locks the lease does both.
 */
export async function asLeader<R>(
  env: Environment,
  master: Master,
  holder: string,
  work: (leader: Leadership) => Promise<R>,
): Promise<R | null> {
  const { locks } = env;
  const lead = (force: boolean) => leased(env, master, holder, force, work);
  if (locks === null) return lead(false);
  const ledBy = async (lock: unknown) => (lock === null ? NOT_MINE : lead(true));
  const result = await locks.request(LOCK, { ifAvailable: true }, ledBy).catch(stolen);
  if (result !== NOT_MINE) return result;
  const until = await leaseUntil(master);
  // 0 says that nobody leads this register; then the lock's holder is at something else.
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

async function leased<R>(
  env: Environment,
  master: Master,
  holder: string,
  force: boolean,
  work: (leader: Leadership) => Promise<R>,
): Promise<R | null> {
  const until = () => env.now() + LEASE_MS;
  const token = await takeLease(master, holder, env.now(), until(), force);
  if (token === null) return null;
  try {
    return await work({ token, beat: () => renewLease(master, token, until()) });
  } finally {
    await endLease(master, token);
  }
}
