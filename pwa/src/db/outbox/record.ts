import { bodyOf, draftProblem } from '../../domain/draft';
import type { Envelope } from '../../domain/facts';
import { stableJson } from '../../domain/stableJson';
import { sameBytes } from '../bytes';
import { StorageError } from '../errors';
import { deviceOf } from './devices';
import { factRow, type HashedPhoto, hashPhotos, photoRows } from './envelope';
import type { Outbox } from './schema';
import type { Capture, CaptureContext, FactRow, PhotoRow, SavedFact } from './types';

/** Other tabs may take the same number in between; each loss means that one of them has saved. */
const NUMBER_ATTEMPTS = 50;
const WRITE_ATTEMPTS = 2;

/**
 * Saves a fact with its photos and the bumped number in one strict transaction and reads all of it
 * back. A capture with the id of a record that says the same is that record. Throws StorageError:
 * `draft_invalid`, `storage_full`, `storage_unavailable`, or `read_back_failed` when the database
 * says "saved" and what it gives back is something else.
 */
export async function recordFact(
  outbox: Outbox,
  capture: Capture,
  context: CaptureContext,
  newId: () => string,
): Promise<SavedFact> {
  refuseBadDraft(capture);
  const photos = await hashPhotos(capture.photos);
  const former = capture.id === undefined ? undefined : await factAt(outbox, capture.id);
  if (former !== undefined && says(former, capture, photos)) return saved(former);
  const id = former === undefined ? (capture.id ?? newId()) : newId();
  for (let attempt = 0; attempt < WRITE_ATTEMPTS; attempt += 1) {
    const fact = await writeNumbered(outbox, id, capture, photos, context, newId);
    if (await isThere(outbox, fact, photoRows(fact, photos))) return saved(fact);
    // The connection claims success and lies; only a new one can be believed.
    outbox.close();
  }
  throw new StorageError('read_back_failed');
}

function factAt(outbox: Outbox, id: string): Promise<FactRow | undefined> {
  return outbox.read(['facts'], (tx) => tx.objectStore('facts').get(id));
}

/** Two tabs may finish one draft: the same words are one record, other words are another. */
function says(fact: FactRow, { draft }: Capture, photos: readonly HashedPhoto[]): boolean {
  const { type, body } = JSON.parse(new TextDecoder().decode(fact.raw)) as Envelope;
  const notes = photos.map((photo) => photo.note);
  return type === draft.type && stableJson(body) === stableJson(bodyOf(draft, notes));
}

function refuseBadDraft({ draft, photos }: Capture): void {
  const problem = draftProblem(draft, photos.length);
  if (problem !== null) throw new StorageError('draft_invalid', problem);
  if (photos.some((photo) => photo.bytes.byteLength === 0)) {
    throw new StorageError('draft_invalid', 'photo_empty');
  }
}

function saved({ id, seq, observed_at, hash }: FactRow): SavedFact {
  return { id, seq, observed_at, hash };
}

/** Hashing may not happen inside a transaction, so the number is taken, used and then checked. */
async function writeNumbered(
  outbox: Outbox,
  id: string,
  capture: Capture,
  photos: readonly HashedPhoto[],
  context: CaptureContext,
  newId: () => string,
): Promise<FactRow> {
  for (let attempt = 0; attempt < NUMBER_ATTEMPTS; attempt += 1) {
    const known = [deviceOf(outbox, context.school_id, newId), factAt(outbox, id)] as const;
    const [device, written] = await Promise.all(known);
    const seq = written?.seq ?? device.next_seq;
    const fact = await factRow(id, device.device_id, seq, capture, photos, context);
    if (await writeIfFree(outbox, fact, photoRows(fact, photos))) return fact;
  }
  throw new StorageError('storage_unavailable');
}

function writeIfFree(outbox: Outbox, fact: FactRow, photos: readonly PhotoRow[]): Promise<boolean> {
  return outbox.write(['devices', 'facts', 'photos'], 'strict', async (tx) => {
    const facts = tx.objectStore('facts');
    const devices = tx.objectStore('devices');
    const [former, device] = await Promise.all([facts.get(fact.id), devices.get(fact.school_id)]);
    const mine = former?.hash === fact.hash;
    if (device === undefined || (!mine && device.next_seq !== fact.seq)) return false;
    const store = tx.objectStore('photos');
    const known = await Promise.all(photos.map((photo) => store.getKey(photo.sha256)));
    const missing = photos.filter((_, at) => mine || known[at] === undefined);
    const next = { ...device, next_seq: Math.max(device.next_seq, fact.seq + 1) };
    await Promise.all(missing.map((photo) => store.put(photo)));
    const written = [facts.put(fact), devices.put(next)];
    // A person waits: the disk is not to wait until the page has heard of both.
    tx.commit();
    await Promise.all(written);
    return true;
  });
}

function isThere(outbox: Outbox, fact: FactRow, photos: readonly PhotoRow[]): Promise<boolean> {
  return outbox.read(['devices', 'facts', 'photos'], async (tx) => {
    const store = tx.objectStore('photos');
    const [stored, device, kept] = await Promise.all([
      tx.objectStore('facts').get(fact.id),
      tx.objectStore('devices').get(fact.school_id),
      Promise.all(photos.map(({ sha256 }) => store.get(sha256))),
    ]);
    const factKept = stored?.hash === fact.hash && sameBytes(stored.raw, fact.raw);
    const counted = device !== undefined && device.next_seq > fact.seq;
    const photosKept = photos.every(({ bytes }, at) => {
      const photo = kept[at];
      return photo !== undefined && sameBytes(photo.bytes, bytes);
    });
    return factKept && counted && photosKept;
  });
}
