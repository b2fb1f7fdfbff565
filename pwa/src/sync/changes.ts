import type { Changes } from '../api/types';
import { changeCurrent } from '../db/master/changes';
import type { MasterMeta } from '../db/master/types';
import { objectOf, request } from './http';
import { SyncProblem } from './problem';
import { storedChanges } from './rows';
import { type Run, SYNC } from './run';

const LIMIT = 1000;

/** What the phone has is of another epoch or scope, or too old: a new snapshot is needed. */
export class Expired extends Error {}

/** Brings the current generation up to date. Throws Expired. */
export async function followChanges(run: Run, meta: MasterMeta): Promise<void> {
  for (let known = meta, more = true; more; ) {
    const answer = await askChanges(run, known);
    if (answer.high_water < known.rev) throw new Expired();
    const changes = storedChanges(answer.columns, answer.rows);
    const rev = answer.more ? null : answer.high_water;
    const next = { cursor: answer.cursor, rev, now: run.env.now() };
    known = await changeCurrent(run.master, run.token, known, changes, next);
    more = answer.more;
  }
}

interface Place {
  readonly epoch: string;
  readonly scope_hash: string;
  readonly cursor: string;
}

/** The next page of the feed for what stands at `cursor`. Throws Expired. */
export async function askChanges(run: Run, { epoch, scope_hash, cursor }: Place): Promise<Changes> {
  await run.beat();
  const query = `cursor=${encodeURIComponent(cursor)}&limit=${LIMIT}`;
  const response = await request(run.env, 'GET', `${SYNC}/changes?${query}`);
  const answer = (await objectOf(run.env, response).catch(asExpired)) as Changes;
  if (!Array.isArray(answer.rows) || typeof answer.cursor !== 'string') {
    throw new SyncProblem('portal', response.status);
  }
  if (answer.epoch !== epoch || answer.scope_hash !== scope_hash) throw new Expired();
  // An answer that promises more and does not move would be asked for without end.
  if (answer.more && answer.cursor === cursor) throw new SyncProblem('bad_answer', 200);
  return answer;
}

export function asExpired(error: unknown): never {
  const codes = ['cursor_expired', 'snapshot_expired'];
  if (error instanceof SyncProblem && codes.includes(error.code)) throw new Expired();
  throw error;
}
