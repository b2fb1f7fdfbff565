import type { WriteTx } from '../connection';
import { takenIds } from './queue';
import type { Outbox, OutboxSchema } from './schema';
import { requireTurn } from './turn';
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
  turn: number,
  sha256: string,
  state: Exclude<PhotoState, 'waiting'>,
): Promise<void> {
  return outbox.write(['devices', 'facts', 'photos', 'receipts'], 'strict', async (tx) => {
    const photos = tx.objectStore('photos');
    const photo = await photos.get(sha256);
    if (photo === undefined || photo.state !== 'waiting') return;
    await requireTurn(tx, photo.school_id, turn);
    await photos.put({ ...photo, state });
    await recount(tx, [sha256], await unsettledPhotos(tx, photo.school_id));
  });
}

/** Hashes of a school's photos that the server does not have, sendable or not. */
export async function unsettledPhotos(
  tx: WriteTx<OutboxSchema>,
  schoolId: string,
): Promise<Set<string>> {
  const index = tx.objectStore('photos').index('by_state');
  const states: PhotoState[] = ['waiting', 'refused'];
  const lists = await Promise.all(states.map((state) => index.getAllKeys([schoolId, state])));
  return new Set(lists.flat());
}

/** Counts anew in the receipts of all facts that name one of `hashes`. */
export async function recount(
  tx: WriteTx<OutboxSchema>,
  hashes: readonly string[],
  unsettled: ReadonlySet<string>,
): Promise<void> {
  const [facts, receipts] = [tx.objectStore('facts'), tx.objectStore('receipts')];
  const lists = await Promise.all(hashes.map((hash) => facts.index('by_photo').getAllKeys(hash)));
  for (const id of new Set(lists.flat())) {
    const [fact, receipt] = await Promise.all([facts.get(id), receipts.get(id)]);
    if (fact === undefined || receipt === undefined) continue;
    const photos_done = fact.photos.filter((hash) => !unsettled.has(hash)).length;
    await receipts.put({ ...receipt, photos_done });
  }
}
