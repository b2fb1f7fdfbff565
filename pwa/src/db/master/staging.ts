import type { WriteTx } from '../connection';
import { StaleCommit } from '../stale';
import { requireLeader } from './lease';
import { stagingIn } from './meta';
import type { MasterSchema } from './schema';
import type { Staging } from './types';

/** Commits of a generation stand in line: each must name what the one before left. */
export async function requireStaging(
  tx: WriteTx<MasterSchema>,
  token: number,
  expected: Staging,
): Promise<void> {
  await requireLeader(tx, token);
  const found = await stagingIn(tx);
  if (found?.generation !== expected.generation) throw new StaleCommit('generation');
  if (found.after !== expected.after || found.cursor !== expected.cursor) {
    throw new StaleCommit('cursor');
  }
}
