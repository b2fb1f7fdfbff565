import { expect, test } from 'vitest';
import type { FactDraft } from '../../domain/draft';
import { weigh } from '../../domain/evidence';
import { assetId, assetRow, Profile, ROOM, smallSchool } from '../../sync/testing/world';
import { tracesOf } from './traces';

const FLOOR = '00000000-0000-4000-8000-0000000000f1';
const BUILDING = '00000000-0000-4000-8000-0000000000a0';
const POSITION = '00000000-0000-4000-8000-0000000000b1';
const round = { route_id: 'r1', day: '2027-01-15', slot: '1' };
const PHOTO = { bytes: new ArrayBuffer(9), width: 1, height: 1 };
const stop = (asset: string) => ({ asset_id: asset, place_id: null, checklist_id: null });

function looked(said: object): FactDraft {
  return {
    type: 'inspection_recorded',
    asset_id: null,
    code: null,
    how: 'camera',
    result: 'ok',
    condition: 'intact',
    phrases: [],
    words: '',
    round,
    ...said,
  } as FactDraft;
}

async function walkedSchool() {
  const server = smallSchool();
  server.put(
    'place',
    [FLOOR, 0, BUILDING, 'floor', '二楼', [], 'el'],
    [POSITION, 0, FLOOR, 'position', '2-1', [], '21'],
  );
  server.put('asset', assetRow(6, { place_id: POSITION }));
  const profile = new Profile(server);
  const phone = await profile.signedIn();
  const record = (said: object, photos: readonly number[] = []) => {
    profile.clock.pass(60_000);
    const taken = photos.map((taken_at) => ({ ...PHOTO, taken_at }));
    return phone.record({ draft: looked(said), photos: taken, name: '', place: '' });
  };
  const traces = async () => {
    const records = await phone.roundRecords(round);
    const route = [stop(assetId(6)), stop(assetId(1))];
    return tracesOf(phone.register(), route, records, 'ines');
  };
  return { profile, phone, record, traces };
}

test('a trace says where, when, how and with which photos, in the order of the route', async () => {
  const { profile, record, traces } = await walkedSchool();
  const began = profile.clock.now();
  await record({ asset_id: assetId(1), scanned_at: began + 50_000 }, [began + 55_000]);
  await record({ place_id: ROOM, how: 'door', scanned_at: began + 61_000 });
  await record({ asset_id: assetId(6), how: 'typed' });
  const [typed, door, filmed] = await traces();
  expect(filmed).toEqual({
    ...{ stop: assetId(1), author: 'ines', device: '', order: 1, how: 'camera' },
    ...{ place: ROOM, floor: '', building: BUILDING },
    recorded_at: began + 60_000,
    scanned_at: began + 50_000,
    photos_taken_at: [began + 55_000],
  });
  expect(door).toMatchObject({ stop: ROOM, place: ROOM, order: null, how: 'door' });
  expect(typed).toMatchObject({ place: POSITION, floor: FLOOR, order: 0, scanned_at: null });
});

test('what was taken back, and what another person recorded here, says nothing of the walk', async () => {
  const { phone, record, traces } = await walkedSchool();
  const wrong = await record({ asset_id: assetId(1) });
  await phone.withdraw(wrong.id);
  await phone.record({
    draft: {
      type: 'stop_unscanned',
      round,
      asset_id: assetId(2),
      place_id: null,
      why: 'locked',
      words: '',
    },
    photos: [],
    name: '',
    place: '',
  });
  const records = await phone.roundRecords(round);
  expect(await tracesOf(phone.register(), [], records, 'tang')).toEqual([]);
  expect((await traces()).map(({ stop: id, how }) => [id, how])).toEqual([[assetId(2), 'locked']]);
});

test('a photo that lay in the phone is told from its summary', async () => {
  const { profile, record, traces } = await walkedSchool();
  await record({ asset_id: assetId(1) }, [profile.clock.now() - 3_600_000]);
  expect(weigh(await traces()).flags).toEqual([{ key: 'stale_photo', stops: [assetId(1)] }]);
});
