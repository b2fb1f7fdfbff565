import type { ContactAnswer, HadFact } from '../api/types';
import { endRecheck } from '../db/account/contacts';
import { keptIds } from '../db/outbox/queue';
import { askHave } from './have';
import type { Reconciliation } from './phone';
import { pushPhotos } from './photos';
import { pushFacts } from './push';
import { type Run, schoolOf } from './run';

/**
 * Asks the server by name for everything this phone keeps. What turns out to be missing is sent and
 * asked for once more.
 */
export async function reconcile(run: Run, session: ContactAnswer): Promise<Reconciliation> {
  const first = await ask(run, session);
  if (first.missing + first.photos_missing === 0) return first;
  await pushFacts(run);
  await pushPhotos(run);
  return ask(run, session);
}

async function ask(run: Run, session: ContactAnswer): Promise<Reconciliation> {
  const ids = await keptIds(run.outbox, schoolOf(run), 'all');
  const answers = await askHave(run, ids);
  await endRecheck(run.accounts, schoolOf(run), session.epoch);
  return summed(answers);
}

function summed(answers: readonly HadFact[]): Reconciliation {
  const count = (...statuses: string[]) =>
    answers.filter(({ status }) => statuses.includes(status)).length;
  const missing = count('absent', 'different');
  const photos_missing = new Set(answers.flatMap((answer) => answer.photos_missing)).size;
  const held = count('held');
  const complete = missing + photos_missing + held === 0;
  return {
    checked: answers.length,
    missing,
    photos_missing,
    held,
    dismissed: count('dismissed'),
    complete,
  };
}
