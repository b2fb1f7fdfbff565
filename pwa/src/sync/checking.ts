import type { ContactAnswer } from '../api/types';
import { contactOf, endRecheck } from '../db/account/contacts';
import { keptIds } from '../db/outbox/queue';
import { type Run, schoolOf } from './run';

/**
 * Asks what has become of the held records; and after the server has begun anew or stepped back, of
 * everything it ever receipted. Until that has come to its end it is begun again by each run. On
 * most days there is nothing to ask, so what asks is loaded when it is needed.
 */
export async function checkReceipts(run: Run, session: ContactAnswer): Promise<void> {
  const { recheck } = await contactOf(run.accounts, schoolOf(run));
  const ids = await keptIds(run.outbox, schoolOf(run), recheck ? 'taken' : 'held');
  if (ids.length > 0) {
    const { askHave } = await import('./have');
    await askHave(run, ids);
  }
  if (recheck) await endRecheck(run.accounts, schoolOf(run), session.epoch);
}

/** At the end of a round, when a person asks. */
export async function reconcileIfAsked(run: Run, session: ContactAnswer): Promise<void> {
  if (run.reconciled === null) return;
  const { reconcile } = await import('./reconcile');
  run.reconciled(await reconcile(run, session));
}
