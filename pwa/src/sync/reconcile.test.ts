import { describe, expect, test } from 'vitest';
import { held, portal } from './testing/network';
import { inspection, newTab, Profile, photo, settle, smallSchool } from './testing/world';

const none = { missing: 0, photos_missing: 0, held: 0, dismissed: 0 };

async function round() {
  const server = smallSchool();
  const profile = new Profile(server);
  const phone = await profile.signedIn();
  await phone.record(inspection(1));
  await phone.record(inspection(2, [photo(1)]));
  return { server, profile, phone };
}

describe('the end of a round', () => {
  test('is_complete_when_the_server_names_every_record_and_photo_as_its_own', async () => {
    const { phone } = await round();
    expect(await phone.reconcile()).toEqual({ ...none, checked: 2, complete: true });
  });

  test('sends_again_what_a_server_lost_that_looks_as_ever', async () => {
    const { server, phone } = await round();
    await settle(phone);
    const [lost] = [...server.facts.keys()];
    server.facts.delete(lost ?? '');
    server.photos.clear();
    await settle(phone);
    expect(server.photos.size).toBe(0);
    expect(await phone.reconcile()).toEqual({ ...none, checked: 2, complete: true });
    expect(server.facts.has(lost ?? '')).toBe(true);
    expect(server.photos.size).toBe(1);
  });

  test('is_not_complete_while_photos_wait_for_a_free_network', async () => {
    const { profile, phone } = await round();
    profile.photosAllowed = false;
    const waiting = { ...none, photos_missing: 1, checked: 2, complete: false };
    expect(await phone.reconcile()).toEqual(waiting);
  });

  test('is_not_complete_while_a_record_is_held_and_is_when_it_was_put_aside', async () => {
    const { server, profile, phone } = await round();
    profile.network.cut(true);
    const { id } = await phone.record(inspection(3));
    server.poison.set(id, 'held');
    profile.network.cut(false);
    expect(await phone.reconcile()).toMatchObject({ checked: 3, held: 1, complete: false });
    server.resolve(id, 'dismissed', '重复登记');
    const done = { ...none, checked: 3, dismissed: 1, complete: true };
    expect(await phone.reconcile()).toEqual(done);
  });

  test('asks_for_more_than_the_server_takes_at_once_in_smaller_parts', async () => {
    const { server, phone } = await round();
    for (let n = 3; n <= 5; n += 1) await phone.record(inspection(n));
    server.maxHave = 2;
    expect(await phone.reconcile()).toMatchObject({ checked: 5, complete: true });
  });

  test('is_unknown_when_the_server_takes_not_even_one_question', async () => {
    const { server, phone } = await round();
    server.maxHave = 0;
    await expect(phone.reconcile()).rejects.toMatchObject({ code: 'too_many_facts' });
  });

  test('does_not_take_the_failure_of_a_run_begun_before_for_its_own', async () => {
    const { profile, phone } = await round();
    await settle(phone);
    const session = held();
    profile.network.befall('/sync/v1/session', async (call, deliver) => {
      await session.fault(call, deliver);
      throw new TypeError('Failed to fetch');
    });
    const before = phone.sync('button');
    await session.isHeld;
    const reconciled = phone.reconcile();
    session.release();
    await before;
    expect(await reconciled).toMatchObject({ checked: 2, complete: true });
  });

  test('is_unknown_without_an_answer_and_the_reason_is_said', async () => {
    const { profile, phone } = await round();
    await settle(phone);
    profile.network.befall('/have', portal);
    await expect(phone.reconcile()).rejects.toMatchObject({ code: 'portal' });
    profile.network.cut(true);
    await expect(phone.reconcile()).rejects.toMatchObject({ code: 'network' });
  });

  test('waits_for_another_tab_that_syncs', async () => {
    const { profile, phone } = await round();
    await settle(phone);
    const other = await newTab(profile);
    await settle(other);
    const both = await Promise.allSettled([phone.reconcile(), other.reconcile()]);
    const [done, busy] = both.map((one) => (one.status === 'fulfilled' ? one.value : one.reason));
    expect(done).toMatchObject({ complete: true });
    expect(busy).toMatchObject({ code: 'sync_busy' });
  });

  test('asked_for_twice_at_once_is_asked_of_the_server_once', async () => {
    const { profile, phone } = await round();
    await settle(phone);
    const before = profile.network.calls.length;
    await Promise.all([phone.reconcile(), phone.reconcile()]);
    const asked = profile.network.calls.slice(before).filter((call) => call.endsWith('/have'));
    expect(asked).toHaveLength(1);
  });
});
