import { IDBDatabase, IDBObjectStore, IDBTransaction } from 'fake-indexeddb';
import type { RawConnection, RawDatabase, RawTransaction } from './internals';
import { unfinished } from './internals';
import type { Owner, Tasks } from './tasks';

/** A page as its databases see it. */
export interface Tenant extends Owner {
  readonly storageFull: boolean;
  /** A write transaction of its own has committed. */
  committed(database: string): void;
}

const tenants = new WeakMap<RawConnection, Tenant>();
const adopted = new WeakSet<RawDatabase>();

/** Whose connection it is; what happens on it then happens on that page's behalf. */
export function letTo(tenant: Tenant, connection: RawConnection): void {
  tenants.set(connection, tenant);
}

/**
 * Lets fake-indexeddb run its tasks through `tasks`, each on behalf of the page whose code it calls,
 * so that a page can be frozen or killed without holding up what belongs to all: the order in which
 * transactions of different pages begin, and the end of those that are done.
 */
export function hostDatabases(tasks: Tasks): void {
  globalThis.setImmediate = tasks.add as unknown as typeof setImmediate;
  adoptDatabases(tasks);
  startForTheirPage(tasks);
  noteCommits(tasks);
  closeByOwnTransactions();
  refuseWhenFull();
}

function adoptDatabases(tasks: Tasks): void {
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (this: IDBDatabase & RawConnection, ...rest) {
    const raw = this._rawDatabase;
    if (!adopted.has(raw)) {
      const { processTransactions } = raw;
      raw.processTransactions = () => tasks.as(null, processTransactions);
      adopted.add(raw);
    }
    return transaction.apply(this, rest);
  };
}

function startForTheirPage(tasks: Tasks): void {
  const proto = IDBTransaction.prototype as unknown as RawTransaction;
  const { _start } = proto;
  proto._start = function () {
    if (this._started) return _start.call(this);
    this._started = true;
    tasks.addFor(tenants.get(this.db) ?? null, () => _start.call(this));
  };
}

function noteCommits(tasks: Tasks): void {
  const proto = IDBTransaction.prototype as unknown as RawTransaction;
  const aborted = new WeakSet<RawTransaction>();
  const { _abort, _markFinished } = proto;
  proto._abort = function (errorName) {
    aborted.add(this);
    _abort.call(this, errorName);
  };
  proto._markFinished = function () {
    const wrote = this.mode !== 'readonly' && this._rollbackLog.length > 0;
    tasks.as(null, () => _markFinished.call(this));
    if (wrote && !aborted.has(this)) tenants.get(this.db)?.committed(this.db._rawDatabase.name);
    if (this.db._closePending) endClosing(this.db);
  };
}

/** The original waits for everybody's transactions, turning in a circle while one is frozen. */
function closeByOwnTransactions(): void {
  IDBDatabase.prototype.close = function (this: IDBDatabase & RawConnection) {
    this._closePending = true;
    endClosing(this);
  };
}

function endClosing(connection: RawConnection): void {
  if (unfinished(connection).length > 0) return;
  connection._closed = true;
  const raw = connection._rawDatabase;
  raw.connections = raw.connections.filter((other) => other !== connection);
}

function refuseWhenFull(): void {
  const { add, put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.add = refusing(add);
  IDBObjectStore.prototype.put = refusing(put);
}

type Put = IDBObjectStore['put'];

function refusing(write: Put): Put {
  return function (this: IDBObjectStore, ...rest) {
    const request = write.apply(this, rest);
    const { db, _requests } = this.transaction as unknown as RawTransaction;
    const queued = _requests[_requests.length - 1];
    const operation = queued?.operation;
    if (queued === undefined || operation === undefined) return request;
    queued.operation = () => {
      if (tenants.get(db)?.storageFull) throw new DOMException('full', 'QuotaExceededError');
      return operation();
    };
    return request;
  };
}

/** Rolls back what a dead page has open and closes the connection. */
export function evict(tasks: Tasks, connection: RawConnection): void {
  tasks.as(null, () => {
    for (const tx of unfinished(connection)) tx._abort('AbortError');
  });
  connection._closePending = true;
  endClosing(connection);
}
