import type { RawDatabase, RawIndex, RawRecords, RawTransaction } from './internals';

/**
 * Lets `read` see only what is committed: what open transactions have written so far is taken back
 * for that time. Databases that are just being created are left out.
 */
export async function readCommitted<R>(
  databases: Iterable<RawDatabase>,
  read: (committed: ReadonlyMap<string, RawDatabase>) => Promise<R>,
): Promise<R> {
  const ready = [...databases].filter((raw) => !isBeingCreated(raw));
  const redo = ready.flatMap((raw) => raw.transactions.filter(hasWritten).map(takeBack));
  try {
    return await read(new Map(ready.map((raw) => [raw.name, raw])));
  } finally {
    for (const again of redo) again();
  }
}

function isBeingCreated({ rawObjectStores, transactions }: RawDatabase): boolean {
  const upgrades = transactions.some(
    (tx) => tx.mode === 'versionchange' && tx._state !== 'finished',
  );
  return upgrades || rawObjectStores.size === 0;
}

function hasWritten(tx: RawTransaction): boolean {
  return tx._state !== 'finished' && tx._rollbackLog.length > 0;
}

/** Undoes the writes; gives how to do them again. */
function takeBack(tx: RawTransaction): () => void {
  const kept = holdersOf(tx).map((holder) => ({ holder, written: copyOf(holder.records) }));
  for (const undo of tx._rollbackLog.reverse()) undo();
  return () => {
    const former = kept.map(({ holder, written }) => {
      const committed = holder.records;
      holder.records = written;
      return () => {
        holder.records = committed;
      };
    });
    tx._rollbackLog = former;
  };
}

/** The stores of the transaction and their indexes. */
function holdersOf(tx: RawTransaction): RawIndex[] {
  return [...tx._scope].flatMap((name) => {
    const store = tx.db._rawDatabase.rawObjectStores.get(name);
    return store === undefined ? [] : [store, ...store.rawIndexes.values()];
  });
}

function copyOf(records: RawRecords): RawRecords {
  const Records = records.constructor as new (keysAreUnique: boolean) => RawRecords;
  const copy = new Records(records.keysAreUnique);
  for (const record of records.values()) copy.put(record);
  return copy;
}
