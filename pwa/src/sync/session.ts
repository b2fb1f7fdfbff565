import type { Contact, ContactAnswer } from '../api/types';
import { renewAccount } from '../db/account/accounts';
import { noteContact } from '../db/account/contacts';
import { readMeta } from '../db/master/meta';
import { announced } from '../db/outbox/queue';
import { highestReceiptRev } from '../db/outbox/receipts';
import { objectOf, sendJson } from './http';
import { SyncProblem } from './problem';
import { type Run, SYNC, schoolOf } from './run';

/**
 * The contact that begins every run: announces what this phone holds, learns time, epoch and
 * scope. When the cookie is another person's, or gone, this person's own is fetched first.
 */
export async function openSession(run: Run): Promise<ContactAnswer> {
  const first = await announce(run).catch(unlessSignedOut);
  const answer = !isOwn(run, first) && (await tookBack(run)) ? await announce(run) : first;
  if (answer instanceof SyncProblem) throw answer;
  // A tab that was frozen here may have an answer of a server that has been restored since.
  await run.beat();
  await run.anchor.note(schoolOf(run), answer.server_time);
  await noteServer(run, answer);
  if (!isOwn(run, answer)) throw new SyncProblem('signed_in_as_other');
  const { person, capture_grant } = answer;
  await renewAccount(run.accounts, { ...run.account, person, capture_grant });
  return answer;
}

function unlessSignedOut(error: unknown): SyncProblem {
  if (error instanceof SyncProblem && error.code === 'sign_in_needed') return error;
  throw error;
}

function isOwn(run: Run, answer: ContactAnswer | SyncProblem): boolean {
  return !(answer instanceof SyncProblem) && answer.person.id === run.account.person.id;
}

async function announce(run: Run): Promise<ContactAnswer> {
  const { env, outbox } = run;
  const contact: Contact = {
    device: run.account.device_id,
    ...(await announced(outbox, schoolOf(run))),
    app_build: env.appBuild,
    free_bytes: run.freeBytes,
    sent_at: env.now(),
  };
  const response = await sendJson(env, 'POST', `${SYNC}/session`, contact);
  const answer = (await objectOf(env, response)) as ContactAnswer;
  if (!isSession(answer)) throw new SyncProblem('portal', response.status);
  if (answer.school_id !== schoolOf(run)) throw new SyncProblem('other_school');
  return answer;
}

function isSession(answer: ContactAnswer): boolean {
  return (
    typeof answer.server_time === 'number' &&
    typeof answer.rev === 'number' &&
    typeof answer.epoch === 'string' &&
    typeof answer.scope_hash === 'string' &&
    typeof answer.person?.id === 'string'
  );
}

/**
 * Another epoch, or a revision below one that this phone has seen, says that the server may have
 * lost what it had receipted. Marked in the same write that notes the epoch, so that a phone killed
 * from here on offers what it keeps all the same.
 */
async function noteServer(run: Run, { epoch, rev, backed_up_rev }: ContactAnswer): Promise<void> {
  const shown = await readMeta(run.master);
  const receipted = await highestReceiptRev(run.outbox, schoolOf(run));
  const seen = Math.max(receipted, shown?.epoch === epoch ? shown.rev : 0);
  await noteContact(run.accounts, schoolOf(run), (known) => {
    const hasStepped = known.epoch !== epoch || rev < Math.max(seen, known.rev ?? 0);
    const recheck = known.recheck === true || hasStepped;
    return { ...known, epoch, rev, backed_up_rev, recheck };
  });
}

/** Seldom needed, and never before the first screen. */
async function tookBack(run: Run): Promise<boolean> {
  const { takeBackCookie } = await import('./signing');
  return takeBackCookie(run);
}
