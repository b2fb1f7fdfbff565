/** Stable codes of what the phone's own storage can answer; each has a message. */
export type StorageProblem =
  | 'storage_full'
  | 'storage_unavailable'
  | 'read_back_failed'
  | 'not_signed_in'
  | 'draft_invalid';

/** Thrown by everything in db; `code` is stable, `detail` names the draft's problem if it has one. */
export class StorageError extends Error {
  constructor(
    readonly code: StorageProblem,
    readonly detail: string | null = null,
    /** What IndexedDB threw; browsers in use do not know the second argument of Error. */
    readonly cause: unknown = null,
  ) {
    super(detail === null ? code : `${code}: ${detail}`);
    this.name = 'StorageError';
  }
}

/** The typed form of whatever IndexedDB threw. */
export function toStorageError(error: unknown): unknown {
  if (error instanceof StorageError) return error;
  if (hasName(error, 'QuotaExceededError')) return new StorageError('storage_full', null, error);
  if (isDead(error)) return new StorageError('storage_unavailable', null, error);
  return error;
}

/** Names under which browsers report a connection that no longer works. */
const DEAD = ['InvalidStateError', 'UnknownError', 'AbortError', 'TransactionInactiveError'];

export function isDead(error: unknown): boolean {
  return DEAD.some((name) => hasName(error, name));
}

function hasName(error: unknown, name: string): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === name;
}
