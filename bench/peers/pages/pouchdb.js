/** PouchDB in an empty page of its server: its own browser build, with either of its adapters. */
import './pouchdb-global.js';
import 'pouchdb/dist/pouchdb.indexeddb.min.js';

async function replicate(batchSize, adapter) {
  const local = new PouchDB('assets', { adapter });
  const began = performance.now();
  const options = { batch_size: batchSize };
  await PouchDB.replicate(`${location.origin}/assets`, local, options);
  const ms = performance.now() - began;
  return { ms, count: (await local.info()).doc_count };
}

globalThis.bench = { replicate };
