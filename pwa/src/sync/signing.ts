import type { NewSession, SignIn } from '../api/types';
import { type AccountStore, enterAccount } from '../db/account/accounts';
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
  const response = await sendJson(env, 'POST', '/api/session', body);
  const answer = (await objectOf(env, response)) as NewSession;
  if (!answer.capture_grant || !answer.person?.id || !answer.school?.school_id) {
    throw new SyncProblem('portal', response.status);
  }
  const { person, school, capture_grant } = answer;
  const device_id = device.device_id;
  const account = { person, school, device_id, capture_grant, signed_in_at: env.now() };
  await enterAccount(accounts, account);
  return account;
}

/** Ends the server's session when it can be reached; offline it ends by itself later. */
export async function endSession(env: Environment): Promise<void> {
  await request(env, 'DELETE', '/api/session').catch(() => undefined);
}

async function schoolHere(env: Environment): Promise<string> {
  const response = await request(env, 'GET', '/api/school');
  const { school_id } = (await objectOf(env, response)) as { school_id?: unknown };
  if (typeof school_id !== 'string') throw new SyncProblem('portal', response.status);
  return school_id;
}
