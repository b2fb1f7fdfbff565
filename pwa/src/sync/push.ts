import type { Push, PushAnswer, Receipt } from '../api/types';
import { loadFacts, sendableIds } from '../db/outbox/queue';
import { type Answer, keepAnswers } from '../db/outbox/receipts';
import type { FactRow } from '../db/outbox/types';
import type { ReceiptStatus } from '../domain/custody';
import { objectOf, sendJson } from './http';
import { SyncProblem } from './problem';
import { factPauseMs } from './retry';
import { type Run, SYNC, schoolOf } from './run';

const BATCH = 200;
/** So many refused requests in one run may come from poison; more mean that the server is ill. */
const REFUSALS = 24;
const WITH_REV: readonly string[] = ['applied', 'duplicate', 'dismissed'];
const WITHOUT_REV: readonly string[] = ['held', 'retry'];

/** Sends every fact that is due. One that the server chokes on is put off, the others go on. */
export async function pushFacts(run: Run): Promise<void> {
  const ids = await sendableIds(run.outbox, schoolOf(run), run.env.now());
  const budget = { refusals: REFUSALS };
  for (let from = 0; from < ids.length; from += BATCH) {
    await pushBatch(run, await loadFacts(run.outbox, ids.slice(from, from + BATCH)), budget);
    await run.changed();
  }
}

async function pushBatch(
  run: Run,
  facts: readonly FactRow[],
  budget: { refusals: number },
): Promise<void> {
  await run.beat();
  let answers: Answer[];
  try {
    answers = await post(run, facts);
  } catch (error) {
    if (!(error instanceof SyncProblem) || !isAboutContent(error)) throw error;
    budget.refusals -= 1;
    if (budget.refusals < 0) throw error;
    if (facts.length > 1) return pushHalves(run, facts, budget);
    answers = facts.map((fact) => putOff(fact, error.code));
  }
  const { env } = run;
  const delay = (attempts: number) => factPauseMs(attempts, env.random);
  await keepAnswers(run.outbox, run.turn, answers, { now: env.now(), delay });
}

async function pushHalves(
  run: Run,
  facts: readonly FactRow[],
  budget: { refusals: number },
): Promise<void> {
  const middle = Math.ceil(facts.length / 2);
  await pushBatch(run, facts.slice(0, middle), budget);
  await pushBatch(run, facts.slice(middle), budget);
}

/** Too large, unreadable or crashing: a smaller batch, in the end a single fact, can tell. */
function isAboutContent(problem: SyncProblem): boolean {
  return [400, 413, 422, 500].includes(problem.status) && problem.code !== 'portal';
}

async function post(run: Run, facts: readonly FactRow[]): Promise<Answer[]> {
  const body: Push = {
    device: run.account.device_id,
    sent_at: run.env.now(),
    facts: facts.map(({ id, hash, raw }) => ({ id, hash, raw: new TextDecoder().decode(raw) })),
  };
  const response = await sendJson(run.env, 'POST', `${SYNC}/facts`, body);
  const answer = (await objectOf(run.env, response)) as PushAnswer;
  if (!Array.isArray(answer.receipts)) throw new SyncProblem('portal', response.status);
  const answers = matched(facts, answer.receipts);
  if (answers.length === 0) throw new SyncProblem('bad_answer', response.status);
  if (typeof answer.server_time === 'number') {
    await run.anchor.note(schoolOf(run), answer.server_time);
  }
  const named = new Set(answers.map(({ fact }) => fact.id));
  const unnamed = facts.filter((fact) => !named.has(fact.id));
  return [...answers, ...unnamed.map((fact) => putOff(fact, 'no_receipt'))];
}

/** Only a receipt that names both id and hash of what was sent counts. */
function matched(facts: readonly FactRow[], receipts: readonly Receipt[]): Answer[] {
  const byId = new Map(receipts.map((receipt) => [receipt?.id, receipt]));
  return facts.flatMap((fact) => {
    const receipt = byId.get(fact.id);
    if (receipt?.hash !== fact.hash || !isWhole(receipt)) return [];
    const { rev, reason } = receipt;
    return [
      { fact, status: receipt.status as ReceiptStatus, rev: rev ?? null, reason: reason ?? null },
    ];
  });
}

function isWhole({ status, rev }: Receipt): boolean {
  if (WITH_REV.includes(status)) return typeof rev === 'number';
  return WITHOUT_REV.includes(status);
}

function putOff(fact: FactRow, reason: string): Answer {
  return { fact, status: 'retry', rev: null, reason };
}
