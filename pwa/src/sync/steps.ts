import type { ContactAnswer } from '../api/types';
import { StaleCommit } from '../db/stale';
import { checkReceipts, reconcileIfAsked } from './checking';
import { pushPhotos } from './photos';
import { SyncProblem } from './problem';
import { pull } from './pull';
import { pushFacts } from './push';
import type { Run } from './run';
import { openSession } from './session';
import type { Step } from './status';

/** After these there is no point in going on: a person must act, or the server asks for quiet. */
const ENDING: readonly string[] = ['sign_in_needed', 'portal'];

/**
 * One run in its order: session, receipts, facts, photos, pull. A part that fails does not keep the others
 * from their turn. Gives the first failure, or null when everything was done.
 */
export async function runSteps(run: Run, enter: (step: Step) => void): Promise<unknown> {
  enter('session');
  let session: ContactAnswer;
  try {
    session = await openSession(run);
  } catch (error) {
    return takesFactsAnyway(error) ? pushOnly(run, enter, error) : error;
  }
  const parts: [Step, () => Promise<void>][] = [
    ['check', () => checkReceipts(run, session)],
    ['facts', () => pushFacts(run)],
    ['photos', () => pushPhotos(run)],
    ['check', () => reconcileIfAsked(run, session)],
    ['pull', () => pull(run, session)],
  ];
  let first: unknown = null;
  for (const [step, part] of parts) {
    await run.env.settled();
    enter(step);
    const error = await failureOf(part);
    first ??= error;
    if (ends(error)) return error;
  }
  return first;
}

/** A revoked device's facts are held, not refused; anybody's session on this phone carries facts. */
const CARRYING: readonly string[] = ['device_revoked', 'signed_in_as_other', 'not_allowed'];

function takesFactsAnyway(error: unknown): boolean {
  return error instanceof SyncProblem && CARRYING.includes(error.code);
}

async function pushOnly(run: Run, enter: (step: Step) => void, cause: unknown): Promise<unknown> {
  enter('facts');
  if (ends(await failureOf(() => pushFacts(run)))) return cause;
  enter('photos');
  await failureOf(() => pushPhotos(run));
  return cause;
}

async function failureOf(part: () => Promise<void>): Promise<unknown> {
  try {
    await part();
    return null;
  } catch (error) {
    return error;
  }
}

function ends(error: unknown): boolean {
  if (error instanceof StaleCommit) return true;
  return (
    error instanceof SyncProblem && (ENDING.includes(error.code) || error.retryAfterMs !== null)
  );
}
