import type { ReadTx } from '../../../db/connection';
import type { Outbox, OutboxSchema } from '../../../db/outbox/schema';
import type { RawDatabase, RawIndex, RawStore } from './internals';

/**
 * The outbox as the phone's own code reads it, over what is committed and without a transaction:
 * no task runs for it.
 */
export function committedOutbox(raw: RawDatabase): Outbox {
  const tx = { objectStore: (name: string) => storeReader(found(raw.rawObjectStores, name)) };
  const read = (_: unknown, work: (tx: ReadTx<OutboxSchema>) => Promise<unknown>) =>
    work(tx as unknown as ReadTx<OutboxSchema>);
  return { read } as unknown as Outbox;
}

function storeReader(store: RawStore): object {
  return { ...reader(store), index: (name: string) => reader(found(store.rawIndexes, name)) };
}

function reader(from: RawIndex): object {
  return {
    get: async (key: unknown) => from.getValue(key),
    getKey: async (key: unknown) => from.getKey(key),
    getAll: async (query?: unknown) => from.getAllValues(rangeOf(query)),
    getAllKeys: async (query?: unknown) => from.getAllKeys(rangeOf(query)),
    count: async (query?: unknown) => from.count(rangeOf(query)),
  };
}

function rangeOf(query: unknown): IDBKeyRange | undefined {
  if (query === undefined || query instanceof IDBKeyRange) return query;
  return IDBKeyRange.only(query);
}

function found<T>(map: ReadonlyMap<string, T>, name: string): T {
  const value = map.get(name);
  if (value === undefined) throw new RangeError(name);
  return value;
}
