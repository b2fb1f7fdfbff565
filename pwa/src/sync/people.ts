import {
  type AccountStore,
  accountOf,
  allEntries,
  changeEntry,
  keyOf,
  makeCurrent,
} from '../db/account/accounts';
import type { Account, AccountEntry } from '../db/account/types';
import { utf8 } from '../db/bytes';
import type { PersonHere } from './phone';
import { SyncProblem } from './problem';

const TRIES = 5;
const ROUNDS = 120_000;
const PIN = /^\d{4,6}$/;

/** Everybody who can be given this phone without a password, and who is there now. */
export async function peopleHere(
  accounts: AccountStore,
  current: Account | null,
): Promise<readonly PersonHere[]> {
  const entries = await allEntries(accounts);
  const here = entries.filter(
    ({ school }) => current === null || school.school_id === current.school.school_id,
  );
  const people = here.map(({ person, pin }) => ({
    id: person.id,
    name: person.name,
    is_current: person.id === current?.person.id,
    has_pin: pin !== undefined,
    locked: (pin?.failures ?? 0) >= TRIES,
  }));
  return people.sort((a, b) => a.name.localeCompare(b.name, 'zh') || (a.id < b.id ? -1 : 1));
}

/** Keeps a PIN for `account`. Throws SyncProblem `pin_invalid`. */
export async function choosePin(
  accounts: AccountStore,
  account: Account,
  pin: string,
  salt: string,
): Promise<void> {
  if (!PIN.test(pin)) throw new SyncProblem('pin_invalid');
  const lock = { salt, hash: await stretched(pin, salt), failures: 0 };
  await changeEntry(accounts, account, (entry) => ({ ...entry, pin: lock }));
}

/**
 * Makes the person the current one if the PIN is right; needs no network. Throws SyncProblem
 * `pin_missing`, `pin_wrong` with the tries that are `left`, `pin_locked`.
 */
export async function unlock(
  accounts: AccountStore,
  current: Account | null,
  personId: string,
  pin: string,
): Promise<Account> {
  const entry = await entryOf(accounts, current, personId);
  if (entry?.pin === undefined) throw new SyncProblem('pin_missing');
  const { salt, hash } = entry.pin;
  // Counted as wrong before it is looked at: closing the app in time must not give another try.
  const failures = await claimTry(accounts, entry);
  if ((await stretched(pin, salt)) !== hash) {
    throw new SyncProblem('pin_wrong', 0, null, { left: TRIES - failures });
  }
  const forgive = (known: AccountEntry) =>
    known.pin === undefined ? known : { ...known, pin: { ...known.pin, failures: 0 } };
  await changeEntry(accounts, entry, forgive);
  await makeCurrent(accounts, entry);
  return accountOf(entry);
}

async function entryOf(
  accounts: AccountStore,
  current: Account | null,
  personId: string,
): Promise<AccountEntry | undefined> {
  const school = current?.school.school_id;
  const entries = await allEntries(accounts);
  return entries.find(
    (entry) => entry.person.id === personId && (school ?? keyOf(entry)[0]) === keyOf(entry)[0],
  );
}

async function claimTry(accounts: AccountStore, account: Account): Promise<number> {
  let failures = 0;
  await changeEntry(accounts, account, (entry) => {
    failures = (entry.pin?.failures ?? 0) + 1;
    if (entry.pin === undefined || failures > TRIES) return entry;
    return { ...entry, pin: { ...entry.pin, failures } };
  });
  if (failures > TRIES) throw new SyncProblem('pin_locked');
  return failures;
}

/** Slow on purpose: a few digits are quickly tried by whoever gets hold of what is stored. */
async function stretched(pin: string, salt: string): Promise<string> {
  const { subtle } = crypto;
  const key = await subtle.importKey('raw', utf8(pin), 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: utf8(salt), iterations: ROUNDS };
  const bits = new Uint8Array(await subtle.deriveBits(how, key, 256));
  return Array.from(bits, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
