import type { ContactAnswer } from '../api/types';
import { allEntries } from '../db/account/accounts';
import { contactOf } from '../db/account/contacts';
import { readMeta } from '../db/master/meta';
import { purgeBackedUp } from '../db/outbox/purge';
import { Expired, followChanges } from './changes';
import { type Run, schoolOf } from './run';
import { spaceOf } from './space';

/** Brings the register up to date: by changes where they lead on, else by a new snapshot. */
export async function pull(run: Run, session: ContactAnswer): Promise<void> {
  const meta = await readMeta(run.master);
  const follows =
    meta !== null &&
    meta.epoch === session.epoch &&
    meta.scope_hash === session.scope_hash &&
    meta.rev <= session.rev;
  try {
    if (follows) await followChanges(run, meta);
    else await beginAnew(run, session);
  } catch (error) {
    if (!(error instanceof Expired)) throw error;
    await beginAnew(run, session);
  }
  await forgetBackedUp(run, session);
}

/** The first time, and then on rare days: it is loaded when it is needed. */
async function beginAnew(run: Run, session: ContactAnswer): Promise<void> {
  const { takeSnapshot } = await import('./snapshot');
  await takeSnapshot(run, session);
}

/**
 * Only what the register shows already may leave the outbox, or its overlay would go too early; and
 * only by revisions of this epoch: until everything has been offered, receipts may name another's.
 */
async function forgetBackedUp(run: Run, { epoch, backed_up_rev }: ContactAnswer): Promise<void> {
  const meta = await readMeta(run.master);
  const { recheck } = await contactOf(run.accounts, schoolOf(run));
  if (backed_up_rev === null || meta?.epoch !== epoch || recheck) return;
  const spared = spaceOf(run.freeBytes).is_low ? [] : await othersHere(run);
  await run.beat();
  await purgeBackedUp(run.outbox, schoolOf(run), Math.min(backed_up_rev, meta.rev), spared);
}

/** Their registers may be older than this one. */
async function othersHere({ accounts, account }: Run): Promise<string[]> {
  const ids = (await allEntries(accounts)).map(({ person }) => person.id);
  return ids.filter((id) => id !== account.person.id);
}
