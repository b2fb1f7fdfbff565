import type { StoredPhoto } from '../api/types';
import { sha256 } from '../db/bytes';
import { loadPhoto, sendablePhotos, settlePhoto } from '../db/outbox/photos';
import type { PhotoState } from '../db/outbox/types';
import { objectOf, problemOf, request } from './http';
import { SyncProblem } from './problem';
import { factPauseMs } from './retry';
import { type Run, SYNC, schoolOf } from './run';

/** Answers that are about this photo for good. */
const FINAL: Readonly<Record<string, Exclude<PhotoState, 'waiting'>>> = {
  photo_deleted: 'gone',
  photo_too_large: 'refused',
  body_too_large: 'refused',
  too_large: 'refused',
  photo_unreadable: 'refused',
};
/** Answers that are about this photo for now: the others go on. */
const PASSING: readonly string[] = ['photo_unnamed', 'photo_hash_differs', 'bad_answer'];
/** So many photos in one run may be refused with 500; more mean that the server is ill. */
const REFUSALS = 3;

/** Sends the photos whose facts the server has. Keeps what it does not confirm by hash. */
export async function pushPhotos(run: Run): Promise<void> {
  let refusals = 0;
  for (const hash of await sendablePhotos(run.outbox, schoolOf(run))) {
    if (!run.env.photosAllowed()) return;
    if ((run.postponed.get(hash)?.next ?? 0) > run.env.monotonic()) continue;
    await run.beat();
    try {
      await settlePhoto(run.outbox, run.turn, hash, await deliver(run, hash));
      run.postponed.delete(hash);
      await run.changed();
    } catch (error) {
      if (!(error instanceof SyncProblem)) throw error;
      if (error.status === 500) refusals += 1;
      const isPassing = PASSING.includes(error.code) || error.status === 500;
      if (!isPassing || refusals > REFUSALS) throw error;
      postpone(run, hash);
    }
  }
}

function postpone(run: Run, hash: string): void {
  const attempts = (run.postponed.get(hash)?.attempts ?? 0) + 1;
  const next = run.env.monotonic() + factPauseMs(attempts, run.env.random);
  run.postponed.set(hash, { attempts, next });
}

async function deliver(run: Run, hash: string): Promise<Exclude<PhotoState, 'waiting'>> {
  const photo = await loadPhoto(run.outbox, hash);
  // Bytes that no longer have their hash would be refused for ever; they stay for the desk.
  if (photo === undefined || (await sha256(photo.bytes)) !== hash) return 'refused';
  try {
    if (!(await isStored(run, hash))) await upload(run, hash, photo.bytes);
    return 'done';
  } catch (error) {
    const final = error instanceof SyncProblem ? FINAL[error.code] : undefined;
    if (final === undefined) throw error;
    return final;
  }
}

/**
 * A HEAD has no body to name the photo, and a captive portal says 200 to anything: only an ETag
 * that is the hash counts. Else the upload decides; it changes nothing when the photo is there.
 */
async function isStored(run: Run, hash: string): Promise<boolean> {
  const response = await request(run.env, 'HEAD', `${SYNC}/photos/${hash}`);
  return response.ok && response.headers.get('ETag') === `"${hash}"`;
}

async function upload(run: Run, hash: string, bytes: ArrayBuffer): Promise<void> {
  const headers = { 'Content-Type': 'image/jpeg' };
  const path = `${SYNC}/photos/${hash}`;
  const response = await request(run.env, 'PUT', path, { headers, body: bytes });
  if (!response.ok) throw await problemOf(run.env, response);
  const answer = (await objectOf(run.env, response)) as StoredPhoto;
  if (answer.sha256 !== hash) throw new SyncProblem('bad_answer', response.status);
}
