import type { WriteTx } from '../connection';
import type { IndexKind, MasterSchema } from './schema';

/** Removes all rows of a generation: three range deletions. */
export async function dropGeneration(tx: WriteTx<MasterSchema>, generation: number): Promise<void> {
  // An array sorts after every number and string, so [generation, []] is beyond all its keys.
  const all = IDBKeyRange.bound([generation], [generation, []]);
  await Promise.all([
    tx.objectStore('pages').delete(all),
    tx.objectStore('index').delete(all),
    tx.objectStore('lists').delete(all),
  ]);
}

export function pagesOf(generation: number): IDBKeyRange {
  return IDBKeyRange.bound([generation, 0], [generation, Number.MAX_SAFE_INTEGER]);
}

export function bucketsOf(generation: number, kind: IndexKind): IDBKeyRange {
  return IDBKeyRange.bound([generation, kind, 0], [generation, kind, Number.MAX_SAFE_INTEGER]);
}
