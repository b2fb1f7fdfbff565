import type { HadFact, Have, HaveAnswer } from '../api/types';
import { loadFacts } from '../db/outbox/queue';
import type { FactRow } from '../db/outbox/types';
import { keepWhereabouts, type Whereabouts } from '../db/outbox/whereabouts';
import { objectOf, sendJson } from './http';
import { SyncProblem } from './problem';
import { type Run, SYNC } from './run';

const MOST = 1000;

/** Asks by name and hash, keeps each answer in the outbox, and gives all of them. */
export async function askHave(run: Run, ids: readonly string[]): Promise<readonly HadFact[]> {
  const answers: HadFact[] = [];
  for (let from = 0; from < ids.length; from += MOST) {
    const facts = await loadFacts(run.outbox, ids.slice(from, from + MOST));
    answers.push(...(await askBatch(run, facts)));
    await run.changed();
  }
  return answers;
}

async function askBatch(run: Run, facts: readonly FactRow[]): Promise<readonly HadFact[]> {
  if (facts.length === 0) return [];
  await run.beat();
  try {
    const answers = await post(run, facts);
    const found = facts.map((fact, at) => whereabouts(fact, answers[at]));
    await keepWhereabouts(run.outbox, run.turn, found, run.env.now());
    return answers;
  } catch (error) {
    const isTooLarge = error instanceof SyncProblem && error.status === 413;
    if (!isTooLarge || facts.length === 1) throw error;
    const middle = Math.ceil(facts.length / 2);
    const first = await askBatch(run, facts.slice(0, middle));
    return [...first, ...(await askBatch(run, facts.slice(middle)))];
  }
}

async function post(run: Run, facts: readonly FactRow[]): Promise<HadFact[]> {
  const asked = facts.map(({ id, hash }) => ({ id, hash }));
  const body: Have = { device: run.account.device_id, facts: asked };
  const response = await sendJson(run.env, 'POST', `${SYNC}/have`, body);
  const { answers } = (await objectOf(run.env, response)) as HaveAnswer;
  if (!Array.isArray(answers)) throw new SyncProblem('portal', response.status);
  return [...answers];
}

/**
 * The id under other bytes is as good as absent: sent, this record is held beside that one. Only an
 * answer that names id and hash counts, and what says less than it must is none.
 */
function whereabouts(fact: FactRow, answer: HadFact | undefined): Whereabouts {
  if (answer?.id !== fact.id || answer.hash !== fact.hash || !Array.isArray(answer.photos_missing))
    throw new SyncProblem('bad_answer', 200);
  const { status, rev, reason, photos_missing } = answer;
  if (status === 'absent' || status === 'different') {
    return { fact, status: 'absent', rev: null, reason: null, photos_missing: [] };
  }
  const isWhole = status === 'held' || (STATUSES.includes(status) && typeof rev === 'number');
  if (!isWhole) throw new SyncProblem('bad_answer', 200);
  return { fact, status, rev, reason: reason ?? null, photos_missing };
}

const STATUSES: readonly string[] = ['applied', 'dismissed'];
