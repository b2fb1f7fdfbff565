import { loadPhoto } from '../db/outbox/photos';
import { loadFacts } from '../db/outbox/queue';
import type { Outbox } from '../db/outbox/schema';
import type { DeviceRow } from '../db/outbox/types';
import { type Unsent, unsentOf } from '../db/outbox/unsent';
import type { UnsentExport } from './phone';

const FORMAT = 'campus-rounds-unsent';
/** btoa takes a string, and a call takes only so many arguments. */
const PIECE = 0x2000;

/**
 * What only this phone has, as lines of JSON for the desk's intake: head, facts, photos, end. Nothing
 * is changed by it: what is exported is also sent as soon as that is possible, and counts once.
 */
export async function exportUnsent(
  outbox: Outbox,
  schoolId: string | null,
  now: number,
): Promise<UnsentExport> {
  const unsent = await unsentOf(outbox, schoolId);
  const device = unsent?.device.device_id.slice(0, 8) ?? 'empty';
  const date = new Date(now).toISOString().slice(0, 10);
  return {
    name: `campus-rounds-${date}-${device}.jsonl`,
    facts: unsent?.facts.length ?? 0,
    photos: unsent?.photos.length ?? 0,
    parts: lines(outbox, unsent, now),
  };
}

async function* lines(outbox: Outbox, unsent: Unsent | null, now: number): AsyncGenerator<string> {
  if (unsent === null) return;
  const { device, facts, photos } = unsent;
  yield line({ ...head(device, now), facts: facts.length, photos: photos.length });
  const written = { facts: 0, photos: 0 };
  for (const id of facts) {
    const [fact] = await loadFacts(outbox, [id]);
    if (fact === undefined) continue;
    const { hash, raw } = fact;
    yield line({ t: 'fact', id, hash, raw: new TextDecoder().decode(raw) });
    written.facts += 1;
  }
  for (const sha256 of photos) {
    const photo = await loadPhoto(outbox, sha256);
    if (photo === undefined) continue;
    yield line({ t: 'photo', sha256, jpeg: base64(photo.bytes) });
    written.photos += 1;
  }
  yield line({ t: 'end', ...written });
}

function head({ school_id, device_id }: DeviceRow, now: number): object {
  return { t: 'head', format: FORMAT, v: 1, school_id, device: device_id, exported_at: now };
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}

function base64(bytes: ArrayBuffer): string {
  let text = '';
  for (let from = 0; from < bytes.byteLength; from += PIECE) {
    text += String.fromCharCode(...new Uint8Array(bytes.slice(from, from + PIECE)));
  }
  return btoa(text);
}
