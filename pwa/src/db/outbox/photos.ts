import { takenIds } from './queue';
import type { Outbox } from './schema';
import type { PhotoRow, PhotoState } from './types';

/** Hashes of the photos to send now: not yet stored, and the server has a fact that names them. */
export function sendablePhotos(outbox: Outbox, schoolId: string): Promise<string[]> {
  return outbox.read(['facts', 'photos', 'receipts'], async (tx) => {
    const waiting = await tx
      .objectStore('photos')
      .index('by_state')
      .getAllKeys([schoolId, 'waiting']);
    const taken = await takenIds(tx, schoolId);
    const byPhoto = tx.objectStore('facts').index('by_photo');
    const owners = await Promise.all(waiting.map((sha256) => byPhoto.getAllKeys(sha256)));
    return waiting.filter((_, at) => owners[at]?.some((id) => taken.has(id)));
  });
}

export function loadPhoto(outbox: Outbox, sha256: string): Promise<PhotoRow | undefined> {
  return outbox.read(['photos'], (tx) => tx.objectStore('photos').get(sha256));
}

/** Ends a photo's waiting and counts it in the receipts of the facts that name it. */
export function settlePhoto(
  outbox: Outbox,
  sha256: string,
  state: Exclude<PhotoState, 'waiting'>,
): Promise<void> {
  return outbox.write(['facts', 'photos', 'receipts'], 'strict', async (tx) => {
    const photos = tx.objectStore('photos');
    const photo = await photos.get(sha256);
    if (photo === undefined || photo.state !== 'waiting') return;
    await photos.put({ ...photo, state });
    if (state === 'refused') return;
    const receipts = tx.objectStore('receipts');
    for (const id of await tx.objectStore('facts').index('by_photo').getAllKeys(sha256)) {
      const receipt = await receipts.get(id);
      if (receipt === undefined) continue;
      await receipts.put({ ...receipt, photos_done: receipt.photos_done + 1 });
    }
  });
}
