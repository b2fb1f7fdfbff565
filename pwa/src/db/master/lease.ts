import type { WriteTx } from '../connection';
import type { Master, MasterSchema } from './schema';
import { StaleCommit } from './stale';
import type { Lease } from './types';

const LEASE = 'lease';

/**
 * A new token, which makes all older ones worthless; or null while another holder's lease runs.
 * `force` is for a caller that already holds the lock of the whole origin.
 */
export function takeLease(
  master: Master,
  holder: string,
  now: number,
  until: number,
  force: boolean,
): Promise<number | null> {
  return master.write(['meta'], 'relaxed', async (tx) => {
    const lease = await leaseIn(tx);
    if (lease !== null && lease.holder !== holder && runs(lease, now, until) && !force) return null;
    const token = (lease?.token ?? 0) + 1;
    await tx.objectStore('meta').put({ token, holder, until }, LEASE);
    return token;
  });
}

/** One that outlasts a lease taken now was noted by a clock that has been set back since. */
function runs(lease: Lease, now: number, until: number): boolean {
  return lease.until > now && lease.until <= until;
}

/** Heartbeat; throws StaleCommit when another has taken over. */
export function renewLease(master: Master, token: number, until: number): Promise<void> {
  return master.write(['meta'], 'relaxed', async (tx) => {
    const lease = await requireLeader(tx, token);
    await tx.objectStore('meta').put({ ...lease, until }, LEASE);
  });
}

/** Lets the next one in at once; of no effect when another has taken over. */
export function endLease(master: Master, token: number): Promise<void> {
  return master.write(['meta'], 'relaxed', async (tx) => {
    const lease = await leaseIn(tx);
    if (lease?.token === token) await tx.objectStore('meta').put({ ...lease, until: 0 }, LEASE);
  });
}

export async function leaseUntil(master: Master): Promise<number> {
  const lease = await master.read(['meta'], (tx) => tx.objectStore('meta').get(LEASE));
  return (lease as Lease | undefined)?.until ?? 0;
}

/** Every transaction of sync begins with this: a frozen leader that wakes must not write. */
export async function requireLeader(tx: WriteTx<MasterSchema>, token: number): Promise<Lease> {
  const lease = await leaseIn(tx);
  if (lease?.token !== token) throw new StaleCommit('leader');
  return lease;
}

async function leaseIn(tx: WriteTx<MasterSchema>): Promise<Lease | null> {
  return ((await tx.objectStore('meta').get(LEASE)) as Lease | undefined) ?? null;
}
