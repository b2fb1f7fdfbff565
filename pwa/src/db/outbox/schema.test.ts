import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { deviceOf } from './devices';
import { openOutbox } from './schema';

const FROZEN = {
  version: 1,
  devices: { key: 'school_id', indexes: {} },
  facts: {
    key: 'id',
    indexes: {
      by_photo: { key: 'photos', unique: false, multi: true },
      by_school_seq: { key: ['school_id', 'seq'], unique: true, multi: false },
      by_target: { key: 'summary.target', unique: false, multi: false },
    },
  },
  photos: {
    key: 'sha256',
    indexes: { by_state: { key: ['school_id', 'state'], unique: false, multi: false } },
  },
  receipts: {
    key: 'fact_id',
    indexes: {
      by_rev: { key: ['school_id', 'rev'], unique: false, multi: false },
      by_status: { key: ['school_id', 'status'], unique: false, multi: false },
    },
  },
};

/** Phones in the field hold unsent facts in this shape: a failing test here is not to be adapted. */
test('the_schema_of_the_outbox_is_frozen', async () => {
  const factory = new IDBFactory();
  const outbox = openOutbox(factory);
  await deviceOf(outbox, 's', () => 'd');
  outbox.close();
  expect(await shapeOf(factory)).toEqual(FROZEN);
});

function shapeOf(factory: IDBFactory): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = factory.open('campus-outbox');
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const db = request.result;
      const tx = db.transaction([...db.objectStoreNames]);
      const stores = [...db.objectStoreNames].map((name) => [name, shape(tx.objectStore(name))]);
      resolve({ version: db.version, ...Object.fromEntries(stores) });
    };
  });
}

function shape(store: IDBObjectStore): object {
  const indexes = [...store.indexNames].map((name) => {
    const { keyPath, unique, multiEntry } = store.index(name);
    return [name, { key: keyPath, unique, multi: multiEntry }];
  });
  return { key: store.keyPath, indexes: Object.fromEntries(indexes) };
}
