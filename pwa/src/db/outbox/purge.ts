import { mayPurge } from '../../domain/custody';
import type { WriteTx } from '../connection';
import type { Outbox, OutboxSchema } from './schema';
import type { FactRow } from './types';

/**
 * Forgets what a verified backup of the server covers, up to `backedUpRev`; the only place that
 * deletes from the outbox. The caller passes a revision that the register shows already, and the
 * people whose own registers may not show it yet: their records stay.
 */
export function purgeBackedUp(
  outbox: Outbox,
  schoolId: string,
  backedUpRev: number,
  spared: readonly string[],
): Promise<number> {
  return outbox.write(['facts', 'photos', 'receipts'], 'strict', async (tx) => {
    const range = IDBKeyRange.bound([schoolId, 0], [schoolId, backedUpRev]);
    const ids = await tx.objectStore('receipts').index('by_rev').getAllKeys(range);
    let purged = 0;
    for (const id of ids) purged += (await purgeFact(tx, id, backedUpRev, spared)) ? 1 : 0;
    return purged;
  });
}

async function purgeFact(
  tx: WriteTx<OutboxSchema>,
  id: string,
  backedUpRev: number,
  spared: readonly string[],
): Promise<boolean> {
  const fact = await tx.objectStore('facts').get(id);
  const receipt = await tx.objectStore('receipts').get(id);
  if (fact === undefined || spared.includes(fact.author)) return false;
  if (!mayPurge(receipt, fact.photos.length, backedUpRev)) return false;
  await tx.objectStore('facts').delete(id);
  await tx.objectStore('receipts').delete(id);
  await dropPhotos(tx, fact);
  return true;
}

/** A photo that another kept fact names too stays. */
async function dropPhotos(tx: WriteTx<OutboxSchema>, fact: FactRow): Promise<void> {
  for (const sha256 of fact.photos) {
    const others = await tx.objectStore('facts').index('by_photo').count(sha256);
    if (others === 0) await tx.objectStore('photos').delete(sha256);
  }
}
