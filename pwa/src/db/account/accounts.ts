import type { DBSchema } from 'idb';
import { Connection, type Definition } from '../connection';
import type { Account, AccountEntry, SchoolContact } from './types';

type Key = [school: string, person: string];

/** Who has signed in on this phone. Nothing here is needed to keep or to send a fact. */
export interface AccountSchema extends DBSchema {
  accounts: { key: Key; value: AccountEntry };
  contacts: { key: string; value: SchoolContact };
  current: { key: string; value: Key };
}

export type AccountStore = Connection<AccountSchema>;

const ACCOUNTS: Definition = {
  name: 'campus-account',
  version: 1,
  create(db) {
    db.createObjectStore('accounts', { keyPath: ['school.school_id', 'person.id'] });
    db.createObjectStore('contacts', { keyPath: 'school_id' });
    db.createObjectStore('current');
  },
};

const CURRENT = 'current';

export function openAccounts(factory: IDBFactory): AccountStore {
  return new Connection<AccountSchema>(factory, ACCOUNTS);
}

/** The person whose phone this is at the moment, or null after a sign-out. */
export function currentAccount(store: AccountStore): Promise<Account | null> {
  return store.read(['accounts', 'current'], async (tx) => {
    const key = await tx.objectStore('current').get(CURRENT);
    const entry = key && (await tx.objectStore('accounts').get(key));
    return entry === undefined ? null : accountOf(entry);
  });
}

/** Without what only this database needs to know. */
export function accountOf(entry: AccountEntry): Account {
  const { person, school, device_id, capture_grant, signed_in_at } = entry;
  return { person, school, device_id, capture_grant, signed_in_at };
}

/** The password has been right: the person is the current one, and the PIN counts anew. */
export function enterAccount(
  store: AccountStore,
  account: Account,
  switchKey: string | undefined,
): Promise<void> {
  return store.write(['accounts', 'current'], 'strict', async (tx) => {
    const pin = (await tx.objectStore('accounts').get(keyOf(account)))?.pin;
    const key = switchKey === undefined ? {} : { switch_key: switchKey };
    const unlocked = pin === undefined ? {} : { pin: { ...pin, failures: 0 } };
    await tx.objectStore('accounts').put({ ...account, ...key, ...unlocked });
    await tx.objectStore('current').put(keyOf(account), CURRENT);
  });
}

export function keyOf({ school, person }: Account): Key {
  return [school.school_id, person.id];
}

/** Whether both are entries of one person at one school; two nulls are nobody, and the same. */
export function isSamePerson(a: Account | null, b: Account | null): boolean {
  return a?.person.id === b?.person.id && a?.school.school_id === b?.school.school_id;
}

/** Renews what is stored of a known account; one that has been forgotten since stays so. */
export function renewAccount(store: AccountStore, account: Account): Promise<void> {
  return changeEntry(store, account, (entry) => ({ ...entry, ...account }));
}

export function changeEntry(
  store: AccountStore,
  account: Account,
  change: (entry: AccountEntry) => AccountEntry,
): Promise<void> {
  return store.write(['accounts'], 'strict', async (tx) => {
    const entry = await tx.objectStore('accounts').get(keyOf(account));
    if (entry !== undefined) await tx.objectStore('accounts').put(change(entry));
  });
}

/** Everybody who has signed in on this phone and not out. */
export function allEntries(store: AccountStore): Promise<AccountEntry[]> {
  return store.read(['accounts'], (tx) => tx.objectStore('accounts').getAll());
}

export async function switchKeyOf(store: AccountStore, account: Account): Promise<string | null> {
  const entry = await store.read(['accounts'], (tx) =>
    tx.objectStore('accounts').get(keyOf(account)),
  );
  return entry?.switch_key ?? null;
}

/** Another person takes the phone; everybody's entry stays. */
export function makeCurrent(store: AccountStore, account: Account): Promise<void> {
  return store.write(['current'], 'strict', async (tx) => {
    await tx.objectStore('current').put(keyOf(account), CURRENT);
  });
}

/** The person has to sign in anew. The others' entries stay, also where one is current by now. */
export function leaveAccount(store: AccountStore, account: Account): Promise<void> {
  return store.write(['accounts', 'current'], 'strict', async (tx) => {
    await tx.objectStore('accounts').delete(keyOf(account));
    const current = await tx.objectStore('current').get(CURRENT);
    if (current?.join() === keyOf(account).join()) await tx.objectStore('current').delete(CURRENT);
  });
}
