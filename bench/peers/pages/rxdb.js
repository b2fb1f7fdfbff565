/** RxDB in an empty page of its server: Dexie storage, its replication over plain HTTP. */
import { createRxDatabase } from 'rxdb/plugins/core';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';

const text = { type: ['string', 'null'] };
const number = { type: ['number', 'null'] };
const schema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 36 },
    rev: { type: 'number' },
    place_id: text,
    kind: text,
    name: text,
    ledger_number: text,
    model: text,
    custodian: text,
    quantity: number,
    unit: text,
    codes: { type: 'array', items: { type: 'string' } },
    search: text,
    last_result: text,
    last_condition: text,
    last_at: number,
    last_by: text,
  },
};

async function handler(checkpoint, batchSize) {
  const answer = await fetch(`/pull?after=${checkpoint?.after ?? ''}&limit=${batchSize}`);
  return answer.json();
}

async function replicate(batchSize) {
  const database = await createRxDatabase({
    name: 'assets',
    storage: getRxStorageDexie(),
    multiInstance: false,
    eventReduce: false,
  });
  const { assets } = await database.addCollections({ assets: { schema } });
  const began = performance.now();
  const replication = replicateRxCollection({
    collection: assets,
    replicationIdentifier: 'bench',
    live: false,
    waitForLeadership: false,
    pull: { batchSize, handler },
  });
  await replication.awaitInitialReplication();
  const ms = performance.now() - began;
  return { ms, count: await assets.count().exec() };
}

globalThis.bench = { replicate };
