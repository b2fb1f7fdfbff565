import type { WriteTx } from '../connection';
import { StaleCommit } from '../stale';
import type { Master, MasterSchema } from './schema';
import type { Lease } from './types';

const LEASE = 'lease';

/** A new token for who has the turn at syncing; it makes all older ones worthless. */
export function takeToken(master: Master): Promise<number> {
  return master.write(['meta'], 'relaxed', async (tx) => {
    const token = ((await leaseIn(tx))?.token ?? 0) + 1;
    await tx.objectStore('meta').put({ token }, LEASE);
    return token;
  });
}

/** Every transaction of sync begins with this: a frozen leader that wakes must not write. */
export async function requireLeader(tx: WriteTx<MasterSchema>, token: number): Promise<void> {
  if ((await leaseIn(tx))?.token !== token) throw new StaleCommit('leader');
}

async function leaseIn(tx: WriteTx<MasterSchema>): Promise<Lease | null> {
  return ((await tx.objectStore('meta').get(LEASE)) as Lease | undefined) ?? null;
}
