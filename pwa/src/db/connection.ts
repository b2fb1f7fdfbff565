import { type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames, wrap } from 'idb';
import { isDead, toStorageError } from './errors';

export interface Definition {
  readonly name: string;
  readonly version: number;
  /** Builds the stores; runs inside the version change. */
  readonly create: (db: IDBDatabase) => void;
}

export type WriteTx<S extends DBSchema> = IDBPTransaction<S, StoreNames<S>[], 'readwrite'>;
export type ReadTx<S extends DBSchema> = IDBPTransaction<S, StoreNames<S>[], 'readonly'>;

/**
 * One database that survives its connection. Browsers close connections behind the page's back
 * (backgrounding, eviction, a crash of the storage process), so all work goes through here: a dead
 * connection is opened again and the work is tried once more. Work must therefore be repeatable.
 */
export class Connection<S extends DBSchema> {
  private opening: Promise<IDBPDatabase<S>> | null = null;

  constructor(
    private readonly factory: IDBFactory,
    private readonly definition: Definition,
  ) {}

  read<R>(stores: StoreNames<S>[], work: (tx: ReadTx<S>) => Promise<R>): Promise<R> {
    return this.run((db) => {
      const tx = db.transaction(stores, 'readonly');
      // What fails tells its reader; the end of the transaction itself is nobody's news.
      tx.done.catch(() => undefined);
      return work(tx);
    });
  }

  /** All of `work` or nothing; `strict` waits until the disk has it. */
  write<R>(
    stores: StoreNames<S>[],
    durability: 'strict' | 'relaxed',
    work: (tx: WriteTx<S>) => Promise<R>,
  ): Promise<R> {
    return this.run((db) => commit(db.transaction(stores, 'readwrite', { durability }), work));
  }

  /** The next work opens a new connection. */
  close(): void {
    const opening = this.opening;
    this.opening = null;
    opening?.then(
      (db) => db.close(),
      () => undefined,
    );
  }

  private async run<R>(work: (db: IDBPDatabase<S>) => Promise<R>): Promise<R> {
    try {
      return await this.attempt(work).catch((error: unknown) => {
        if (!isDead(error)) throw error;
        this.close();
        return this.attempt(work);
      });
    } catch (error) {
      throw toStorageError(error);
    }
  }

  private async attempt<R>(work: (db: IDBPDatabase<S>) => Promise<R>): Promise<R> {
    this.opening ??= this.open();
    return work(await this.opening);
  }

  private async open(): Promise<IDBPDatabase<S>> {
    try {
      const request = this.factory.open(this.definition.name, this.definition.version);
      request.onupgradeneeded = () => this.definition.create(request.result);
      const db = (await wrap(request)) as unknown as IDBPDatabase<S>;
      db.addEventListener('close', () => this.forget(db));
      db.addEventListener('versionchange', () => this.forget(db));
      return db;
    } catch (error) {
      this.opening = null;
      throw error;
    }
  }

  private forget(db: IDBPDatabase<S>): void {
    this.opening = null;
    db.close();
  }
}

async function commit<S extends DBSchema, R>(
  tx: WriteTx<S>,
  work: (tx: WriteTx<S>) => Promise<R>,
): Promise<R> {
  const done = tx.done.catch((error: unknown) => {
    throw tx.error ?? error;
  });
  // Someone must listen at once, or an abort before `await done` counts as unhandled.
  done.catch(() => undefined);
  try {
    const result = await work(tx);
    await done;
    return result;
  } catch (error) {
    abort(tx);
    throw tx.error ?? error;
  }
}

function abort(tx: { abort(): void }): void {
  try {
    tx.abort();
  } catch {
    // It has already ended; its own error is the one to report.
  }
}
