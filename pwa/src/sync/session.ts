import type { Contact, ContactAnswer } from '../api/types';
import { contactOf, keepContact, renewAccount } from '../db/account/accounts';
import { highestSeq } from '../db/outbox/devices';
import { waitingCounts } from '../db/outbox/queue';
import { reopenAll } from '../db/outbox/receipts';
import { objectOf, sendJson } from './http';
import { SyncProblem } from './problem';
import { type Run, SYNC, schoolOf } from './run';

/**
 * The contact that begins every run: announces what this phone holds, learns time, epoch and
 * scope. A new epoch takes back all receipts first, so that nothing the server lost stays here.
 */
export async function openSession(run: Run): Promise<ContactAnswer> {
  const answer = await announce(run);
  await run.anchor.note(schoolOf(run), answer.server_time);
  await noteEpoch(run, answer);
  const { person, capture_grant } = answer;
  if (person.id !== run.account.person.id) throw new SyncProblem('signed_in_as_other');
  await renewAccount(run.accounts, { ...run.account, person, capture_grant });
  return answer;
}

async function announce(run: Run): Promise<ContactAnswer> {
  const { env, outbox } = run;
  const counts = await waitingCounts(outbox, schoolOf(run));
  const contact: Contact = {
    device: run.account.device_id,
    highest_seq: await highestSeq(outbox, schoolOf(run)),
    unsent: counts.facts,
    held: counts.held,
    app_build: env.appBuild,
    free_bytes: await env.freeBytes(),
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

async function noteEpoch(run: Run, answer: ContactAnswer): Promise<void> {
  const contact = await contactOf(run.accounts, schoolOf(run));
  const begunAnew = contact.epoch !== null && contact.epoch !== answer.epoch;
  // The receipts go first: a phone killed in between must do this again.
  if (begunAnew) await reopenAll(run.outbox, schoolOf(run));
  const { epoch, backed_up_rev } = answer;
  await keepContact(run.accounts, { ...contact, epoch, backed_up_rev });
}
