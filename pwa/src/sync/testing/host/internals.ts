/** The parts of fake-indexeddb below its public face that the host needs. */
export interface RawRecords {
  readonly keysAreUnique: boolean;
  put(record: RawRecord): unknown;
  values(): Iterable<RawRecord>;
}

export interface RawRecord {
  readonly key: unknown;
  readonly value: unknown;
}

export interface RawIndex {
  records: RawRecords;
  getKey(key: unknown): unknown;
  getValue(key: unknown): unknown;
  getAllKeys(range?: unknown): unknown[];
  getAllValues(range?: unknown): unknown[];
  count(range?: unknown): number;
}

export interface RawStore extends RawIndex {
  readonly rawIndexes: ReadonlyMap<string, RawIndex>;
}

export interface RawDatabase {
  readonly name: string;
  readonly rawObjectStores: ReadonlyMap<string, RawStore>;
  readonly transactions: readonly RawTransaction[];
  connections: RawConnection[];
  processTransactions: () => void;
}

export interface RawConnection {
  readonly _rawDatabase: RawDatabase;
  _closePending: boolean;
  _closed: boolean;
}

export interface RawTransaction {
  readonly db: RawConnection;
  readonly mode: 'readonly' | 'readwrite' | 'versionchange';
  readonly _scope: ReadonlySet<string>;
  readonly _state: 'active' | 'inactive' | 'committing' | 'finished';
  _started: boolean;
  _rollbackLog: (() => void)[];
  readonly _requests: { operation: () => unknown; readonly request: { readyState: string } }[];
  _start(): void;
  _abort(errorName: string | null): void;
  _markFinished(): void;
}

export interface RawFactory {
  readonly _databases: ReadonlyMap<string, RawDatabase>;
}

export function rawDatabases(factory: IDBFactory): ReadonlyMap<string, RawDatabase> {
  return (factory as unknown as RawFactory)._databases;
}

export function rawConnection(db: IDBDatabase): RawConnection {
  return db as unknown as RawConnection;
}

/** What the bearer of the connection has under way. */
export function unfinished(connection: RawConnection): RawTransaction[] {
  const all = connection._rawDatabase.transactions;
  return all.filter((tx) => tx.db === connection && tx._state !== 'finished');
}
