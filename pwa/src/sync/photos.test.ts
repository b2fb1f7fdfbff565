import { describe, expect, test } from 'vitest';
import type { InspectionBody } from '../domain/facts';
import { problem } from './testing/answers';
import { answers, loseAnswer, portal } from './testing/network';
import { inspection, Profile, photo, settle, smallSchool } from './testing/world';

const waiting = { facts: 0, photos: 0, held: 0, dismissed: 0 };

describe('photos', () => {
  test('photos_arrive_with_the_bytes_that_were_taken', async () => {
    const server = smallSchool();
    const phone = await new Profile(server).signedIn();
    await phone.record(inspection(1, [photo(1), photo(2)]));
    await settle(phone);
    const kept = [...server.photos.values()].map((bytes) => bytes.join());
    const taken = [photo(1), photo(2)].map(({ bytes }) => new Uint8Array(bytes).join());
    expect(kept.sort()).toEqual(taken.sort());
    expect((await phone.records())[0]?.custody).toEqual({ state: 'complete' });
  });

  test('success_is_not_reported_while_a_photo_is_missing', async () => {
    const profile = new Profile(smallSchool());
    const phone = await profile.signedIn();
    profile.network.befall('PUT', loseAnswer);
    await phone.record(inspection(1, [photo(1), photo(2)]));
    await phone.sync('online');
    expect((await phone.records())[0]?.custody.state).not.toBe('complete');
    await settle(phone);
    expect((await phone.records())[0]?.custody).toEqual({ state: 'complete' });
  });

  test('a_portal_that_says_200_to_everything_takes_no_photo', async () => {
    const server = smallSchool();
    const profile = new Profile(server);
    const phone = await profile.signedIn();
    profile.network.befall('/photos/', portal, 2);
    await phone.record(inspection(1, [photo(1)]));
    await phone.sync('online');
    expect(phone.status.get().waiting.photos).toBe(1);
    await settle(phone);
    expect(server.photos.size).toBe(1);
  });

  test('a_photo_deleted_for_privacy_is_not_sent_again', async () => {
    const server = smallSchool();
    const profile = new Profile(server);
    const phone = await profile.signedIn();
    profile.photosAllowed = false;
    await phone.record(inspection(1, [photo(1)]));
    await settle(phone);
    const [hash] = [...server.facts.values()].flatMap(({ envelope }) =>
      (envelope.body as InspectionBody).photos.map((note) => note.sha256),
    );
    server.deletedPhotos.add(hash ?? '');
    profile.photosAllowed = true;
    await settle(phone);
    expect(phone.status.get().waiting).toEqual(waiting);
    expect((await phone.records())[0]?.custody).toEqual({ state: 'complete' });
  });

  test('records_go_over_any_network_and_photos_wait_for_a_free_one', async () => {
    const server = smallSchool();
    const profile = new Profile(server);
    const phone = await profile.signedIn();
    profile.photosAllowed = false;
    await phone.record(inspection(1, [photo(1)]));
    await settle(phone);
    expect(phone.status.get().waiting).toEqual({ ...waiting, photos: 1 });
    expect((await phone.records())[0]?.custody).toEqual({ state: 'received' });
    profile.photosAllowed = true;
    await settle(phone);
    expect(server.photos.size).toBe(1);
  });

  test('one_photo_the_server_crashes_on_does_not_block_the_next', async () => {
    const server = smallSchool();
    const profile = new Profile(server);
    const phone = await profile.signedIn();
    profile.network.befall(
      'PUT',
      answers(() => problem(500, 'unexpected')),
    );
    await phone.record(inspection(1, [photo(1), photo(2)]));
    await settle(phone);
    expect(server.photos.size).toBeGreaterThanOrEqual(1);
    profile.clock.pass(60_000);
    await settle(phone);
    expect(server.photos.size).toBe(2);
  });

  test('a_photo_that_the_server_has_is_not_sent_again', async () => {
    const server = smallSchool();
    const profile = new Profile(server);
    const phone = await profile.signedIn();
    profile.network.befall('PUT', loseAnswer);
    await phone.record(inspection(1, [photo(1)]));
    await phone.sync('online');
    await settle(phone);
    expect(profile.network.calls.filter((call) => call.startsWith('PUT'))).toHaveLength(1);
    expect(phone.status.get().waiting).toEqual(waiting);
  });

  test('a_photo_that_the_server_cannot_read_is_kept_and_never_called_delivered', async () => {
    const server = smallSchool();
    const profile = new Profile(server);
    const phone = await profile.signedIn();
    profile.network.befall(
      'PUT',
      answers(() => problem(422, 'photo_unreadable')),
    );
    await phone.record(inspection(1, [photo(1)]));
    await settle(phone);
    expect((await phone.records())[0]?.custody.state).toBe('received');
    const [hash = ''] = (await phone.records())[0]?.photos ?? [];
    expect(await phone.photo(hash)).toEqual(photo(1).bytes);
  });
});
