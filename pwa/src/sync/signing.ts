import type { NewSession, SignIn, Switch } from '../api/types';
import { type AccountStore, enterAccount, renewAccount, switchKeyOf } from '../db/account/accounts';
import type { Account } from '../db/account/types';
import { deviceOf } from '../db/outbox/devices';
import type { Outbox } from '../db/outbox/schema';
import type { Environment } from './environment';
import { objectOf, request, sendJson } from './http';
import { SyncProblem } from './problem';

/** Signs in at the server with this phone's device of that school and keeps the account. */
export async function signIn(
  env: Environment,
  accounts: AccountStore,
  outbox: Outbox,
  login: string,
  password: string,
): Promise<Account> {
  const device = await deviceOf(outbox, await schoolHere(env), env.newId);
  const named = { id: device.device_id, name: env.deviceName };
  const body: SignIn = { login, password, device: named };
  const answer = await newSession(env, await sendJson(env, 'POST', '/api/session', body));
  const { person, school, capture_grant } = answer;
  const device_id = device.device_id;
  const account = { person, school, device_id, capture_grant, signed_in_at: env.now() };
  await enterAccount(accounts, account, answer.switch_key);
  return account;
}

async function newSession(env: Environment, response: Response): Promise<NewSession> {
  const answer = (await objectOf(env, response)) as NewSession;
  if (!answer.capture_grant || !answer.person?.id || !answer.school?.school_id) {
    throw new SyncProblem('portal', response.status);
  }
  return answer;
}

interface Signed {
  readonly env: Environment;
  readonly accounts: AccountStore;
  readonly account: Account;
}

/**
 * Makes the cookie this person's own again after another person has had the phone. False when the
 * server refuses: then only the password helps.
 */
export async function takeBackCookie({ env, accounts, account }: Signed): Promise<boolean> {
  const switchKey = await switchKeyOf(accounts, account);
  const answer = switchKey && (await comeBack(env, account, switchKey).catch(unlessRefused));
  if (!answer) return false;
  const { person, capture_grant } = answer;
  await renewAccount(accounts, { ...account, person, capture_grant });
  return true;
}

async function comeBack(env: Environment, account: Account, switchKey: string) {
  const { device_id: device, person } = account;
  const body: Switch = { device, person_id: person.id, switch_key: switchKey };
  const response = await sendJson(env, 'PUT', '/api/session/person', body);
  const answer = await newSession(env, response);
  if (answer.person.id !== person.id) throw new SyncProblem('bad_answer', response.status);
  return answer;
}

const REFUSALS: readonly number[] = [400, 401, 403, 404, 405, 422];

function unlessRefused(error: unknown): null {
  if (error instanceof SyncProblem && REFUSALS.includes(error.status)) return null;
  throw error;
}

/**
 * Ends the person's own session at the server when it can be reached; offline it ends by itself
 * later. Another person's, whose cookie this may be, goes on.
 */
export async function endSession(
  env: Environment,
  account: Account,
  switchKey: string | null,
): Promise<void> {
  try {
    if (switchKey !== null) await comeBack(env, account, switchKey);
    await request(env, 'DELETE', '/api/session');
  } catch {
    // Not reached, or there is no such session any more.
  }
}

async function schoolHere(env: Environment): Promise<string> {
  const response = await request(env, 'GET', '/api/school');
  const { school_id } = (await objectOf(env, response)) as { school_id?: unknown };
  if (typeof school_id !== 'string') throw new SyncProblem('portal', response.status);
  return school_id;
}
