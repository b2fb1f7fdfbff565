import { unsentIds } from './queue';
import type { Outbox } from './schema';
import type { DeviceRow } from './types';

/** What an export is made of; the rows are read one by one when they are written. */
export interface Unsent {
  readonly device: DeviceRow;
  /** Ids of the facts that only this phone has, oldest first. */
  readonly facts: readonly string[];
  /** Hashes of the photos that wait, also those of facts already taken. */
  readonly photos: readonly string[];
}

/** Of a school, or of the only one this phone knows; null when it never recorded anything. */
export function unsentOf(outbox: Outbox, schoolId: string | null): Promise<Unsent | null> {
  return outbox.read(['devices', 'facts', 'photos', 'receipts'], async (tx) => {
    const devices = await tx.objectStore('devices').getAll();
    const device = devices.find((one) => one.school_id === schoolId) ?? devices[0];
    if (device === undefined) return null;
    const school = device.school_id;
    const photos = tx.objectStore('photos').index('by_state');
    return {
      device,
      facts: await unsentIds(tx, school),
      photos: await photos.getAllKeys([school, 'waiting']),
    };
  });
}
