import type { Outbox } from './schema';
import type { DeviceRow } from './types';

/** This phone's device at a school; made on the first call and never changed. */
export async function deviceOf(
  outbox: Outbox,
  schoolId: string,
  newId: () => string,
): Promise<DeviceRow> {
  const known = await outbox.read(['devices'], (tx) => tx.objectStore('devices').get(schoolId));
  return known ?? makeDevice(outbox, schoolId, newId());
}

function makeDevice(outbox: Outbox, schoolId: string, deviceId: string): Promise<DeviceRow> {
  return outbox.write(['devices'], 'strict', async (tx) => {
    const devices = tx.objectStore('devices');
    // Another tab may have been faster.
    const known = await devices.get(schoolId);
    if (known !== undefined) return known;
    const device = { school_id: schoolId, device_id: deviceId, next_seq: 1 };
    await devices.put(device);
    return device;
  });
}
