import type { AccountStore } from './accounts';
import type { SchoolContact } from './types';

export async function contactOf(store: AccountStore, schoolId: string): Promise<SchoolContact> {
  const known = await store.read(['contacts'], (tx) => tx.objectStore('contacts').get(schoolId));
  return known ?? neverHeard(schoolId);
}

/** Several tabs note what they hear: each changes what is there, not what it once read. */
export function noteContact(
  store: AccountStore,
  schoolId: string,
  change: (known: SchoolContact) => SchoolContact,
): Promise<void> {
  return store.write(['contacts'], 'strict', async (tx) => {
    const contacts = tx.objectStore('contacts');
    await contacts.put(change((await contacts.get(schoolId)) ?? neverHeard(schoolId)));
  });
}

/** Nothing that is kept is unknown to the server of `epoch` any more. */
export function endRecheck(store: AccountStore, schoolId: string, epoch: string): Promise<void> {
  return noteContact(store, schoolId, (known) =>
    known.epoch === epoch ? { ...known, recheck: false } : known,
  );
}

function neverHeard(schoolId: string): SchoolContact {
  return { school_id: schoolId, last_server_time: null, epoch: null, backed_up_rev: null };
}
