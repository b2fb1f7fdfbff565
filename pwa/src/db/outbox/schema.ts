import type { DBSchema } from 'idb';
import { Connection, type Definition } from '../connection';
import type { DeviceRow, FactRow, PhotoRow, ReceiptRow } from './types';

/**
 * The outbox: what was recorded on this phone and is not yet known to be safe elsewhere.
 *
 * THIS SCHEMA IS FROZEN. A phone may come back after months with facts written by an old app, and
 * an upgrade of this database that fails would lose them. So: version 1 for ever, no new store, no
 * new index, bodies are never migrated (the server upcasts). schema.test.ts pins it. What a later
 * app needs beside it goes into a database of its own.
 *
 * - devices   key school_id. {school_id, device_id, next_seq, turn?}
 * - facts     key id. by_school_seq [school_id, seq] (unique: a number is given once),
 *             by_photo (each of photos), by_target (summary.target)
 * - photos    key sha256. by_state [school_id, state]
 * - receipts  key fact_id. by_status [school_id, status], by_rev [school_id, rev]
 */
export interface OutboxSchema extends DBSchema {
  devices: { key: string; value: DeviceRow };
  facts: {
    key: string;
    value: FactRow;
    indexes: { by_school_seq: [string, number]; by_photo: string; by_target: string };
  };
  photos: { key: string; value: PhotoRow; indexes: { by_state: [string, string] } };
  receipts: {
    key: string;
    value: ReceiptRow;
    indexes: { by_status: [string, string]; by_rev: [string, number] };
  };
}

export type Outbox = Connection<OutboxSchema>;

const OUTBOX: Definition = {
  name: 'campus-outbox',
  version: 1,
  create(db) {
    db.createObjectStore('devices', { keyPath: 'school_id' });
    const facts = db.createObjectStore('facts', { keyPath: 'id' });
    facts.createIndex('by_school_seq', ['school_id', 'seq'], { unique: true });
    facts.createIndex('by_photo', 'photos', { multiEntry: true });
    facts.createIndex('by_target', 'summary.target');
    const photos = db.createObjectStore('photos', { keyPath: 'sha256' });
    photos.createIndex('by_state', ['school_id', 'state']);
    const receipts = db.createObjectStore('receipts', { keyPath: 'fact_id' });
    receipts.createIndex('by_status', ['school_id', 'status']);
    receipts.createIndex('by_rev', ['school_id', 'rev']);
  },
};

export function openOutbox(factory: IDBFactory): Outbox {
  return new Connection<OutboxSchema>(factory, OUTBOX);
}
