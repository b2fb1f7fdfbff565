import type { DBSchema } from 'idb';
import { Connection, type Definition } from '../connection';
import type { Account, SchoolContact } from './types';

/** Who has signed in on this phone. Nothing here is needed to keep or to send a fact. */
export interface AccountSchema extends DBSchema {
  accounts: { key: [string, string]; value: Account };
  contacts: { key: string; value: SchoolContact };
  current: { key: string; value: [school: string, person: string] };
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
    if (key === undefined) return null;
    return (await tx.objectStore('accounts').get(key)) ?? null;
  });
}

export function enterAccount(store: AccountStore, account: Account): Promise<void> {
  return store.write(['accounts', 'current'], 'strict', async (tx) => {
    await tx.objectStore('accounts').put(account);
    const key: [string, string] = [account.school.school_id, account.person.id];
    await tx.objectStore('current').put(key, CURRENT);
  });
}

/** Renews what is stored of a known account; who is current stays as it is. */
export function renewAccount(store: AccountStore, account: Account): Promise<void> {
  return store.write(['accounts'], 'strict', async (tx) => {
    await tx.objectStore('accounts').put(account);
  });
}

export function leaveAccount(store: AccountStore): Promise<void> {
  return store.write(['current'], 'strict', (tx) => tx.objectStore('current').delete(CURRENT));
}

export async function contactOf(store: AccountStore, schoolId: string): Promise<SchoolContact> {
  const known = await store.read(['contacts'], (tx) => tx.objectStore('contacts').get(schoolId));
  const none = { school_id: schoolId, last_server_time: null, epoch: null, backed_up_rev: null };
  return known ?? none;
}

export function keepContact(store: AccountStore, contact: SchoolContact): Promise<void> {
  return store.write(['contacts'], 'relaxed', async (tx) => {
    await tx.objectStore('contacts').put(contact);
  });
}
