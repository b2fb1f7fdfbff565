import { describe, expect, test } from 'vitest';
import { doubled, loseAnswer, portal } from './testing/network';
import { ended, inspection, Profile, photo, settle, smallSchool } from './testing/world';

const waiting = { facts: 0, photos: 0, held: 0, dismissed: 0 };

describe('facts arrive exactly once', () => {
  test('a_record_made_offline_is_applied_once_the_network_is_back', async () => {
    const server = smallSchool();
    const profile = new Profile(server);
    const phone = await profile.signedIn();
    profile.network.cut(true);
    const saved = await phone.record(inspection(1));
    await settle(phone);
    expect(phone.status.get()).toMatchObject({ phase: 'waiting', error: 'network' });
    expect(phone.status.get().waiting.facts).toBe(1);
    profile.network.cut(false);
    await settle(phone);
    expect(server.applications).toEqual([saved.id]);
    expect(phone.status.get()).toMatchObject({ phase: 'idle', error: null, waiting });
  });

  test('a_lost_answer_does_not_apply_a_record_twice', async () => {
    const server = smallSchool();
    const profile = new Profile(server);
    const phone = await profile.signedIn();
    profile.network.befall('POST /api/sync/v1/facts', loseAnswer);
    const saved = await phone.record(inspection(1));
    await settle(phone);
    await settle(phone);
    expect(server.applications).toEqual([saved.id]);
    expect((await phone.records())[0]?.custody).toEqual({ state: 'complete' });
  });

  test('a_doubled_post_does_not_apply_a_record_twice', async () => {
    const server = smallSchool();
    const profile = new Profile(server);
    const phone = await profile.signedIn();
    profile.network.befall('POST /api/sync/v1/facts', doubled);
    await phone.record(inspection(1));
    await settle(phone);
    expect(server.applications).toHaveLength(1);
  });

  test('a_captive_portal_is_no_receipt', async () => {
    const server = smallSchool();
    const profile = new Profile(server);
    const phone = await profile.signedIn();
    profile.network.befall('POST /api/sync/v1/facts', portal);
    await phone.record(inspection(1));
    await phone.sync('online');
    expect(phone.status.get()).toMatchObject({ error: 'portal', waiting: { facts: 1 } });
    await settle(phone);
    expect(server.applications).toHaveLength(1);
  });

  test('a_receipt_with_another_hash_is_no_receipt', async () => {
    const server = smallSchool();
    const profile = new Profile(server);
    const phone = await profile.signedIn();
    profile.network.befall('POST /api/sync/v1/facts', async (call) => {
      const { facts } = JSON.parse(String(call.body)) as { facts: { id: string }[] };
      const receipts = facts.map(({ id }) => ({ id, hash: '0', status: 'applied', rev: 9 }));
      return Response.json({ server_time: 1, receipts });
    });
    await phone.record(inspection(1));
    await phone.sync('online');
    expect(phone.status.get().waiting.facts).toBe(1);
    await settle(phone);
    expect(phone.status.get().waiting.facts).toBe(0);
  });

  test('a_batch_that_is_too_large_is_halved', async () => {
    const server = smallSchool();
    const profile = new Profile(server);
    const phone = await profile.signedIn();
    profile.network.cut(true);
    for (let number = 1; number <= 5; number += 1) await phone.record(inspection(number));
    server.maxFacts = 2;
    profile.network.cut(false);
    await settle(phone);
    expect(server.applications).toHaveLength(5);
  });

  test.each(['crash', 'too_large', 'held'] as const)(
    'one_poison_record_(%s)_does_not_block_the_next',
    async (kind) => {
      const server = smallSchool();
      const profile = new Profile(server);
      const phone = await profile.signedIn();
      profile.network.cut(true);
      const [, bad] = [await phone.record(inspection(1)), await phone.record(inspection(2))];
      await phone.record(inspection(3));
      await ended(phone);
      server.poison.set(bad.id, kind);
      profile.network.cut(false);
      await settle(phone);
      expect(server.applications).toHaveLength(2);
      const left = kind === 'held' ? { facts: 0, held: 1 } : { facts: 1, held: 0 };
      expect(phone.status.get().waiting).toMatchObject(left);
    },
  );

  test('a_withdrawal_whose_target_is_not_there_waits_and_goes_later', async () => {
    const server = smallSchool();
    const profile = new Profile(server);
    const phone = await profile.signedIn();
    profile.network.cut(true);
    const target = await phone.record(inspection(1));
    await phone.withdraw(target.id);
    server.poison.set(target.id, 'too_large');
    profile.network.cut(false);
    await settle(phone);
    expect(phone.status.get().waiting.facts).toBe(2);
    server.poison.clear();
    for (let turn = 0; turn < 4; turn += 1) {
      profile.clock.pass(60_000);
      await settle(phone);
    }
    expect(server.applications).toHaveLength(2);
    expect(phone.status.get().waiting).toEqual(waiting);
  });

  test('a_second_tap_while_the_first_still_waits_makes_no_second_withdrawal', async () => {
    const server = smallSchool();
    const profile = new Profile(server);
    const phone = await profile.signedIn();
    profile.network.cut(true);
    const target = await phone.record(inspection(1));
    const [first, second] = await Promise.all([
      phone.withdraw(target.id),
      phone.withdraw(target.id),
    ]);
    expect(second.id).toBe(first.id);
    expect(phone.status.get().waiting.facts).toBe(2);
  });

  test('a_record_of_one_person_keeps_its_author_in_the_session_of_another', async () => {
    const server = smallSchool();
    const profile = new Profile(server);
    const phone = await profile.signedIn('ines');
    profile.network.cut(true);
    const saved = await phone.record(inspection(1));
    await phone.signOut();
    profile.network.cut(false);
    await phone.signIn('tang', 'p-tang');
    await settle(phone);
    expect(server.facts.get(saved.id)?.envelope.author).toBe('ines');
    expect(server.facts.get(saved.id)?.envelope.capture_grant).toContain('grant:ines');
  });

  test('a_restored_server_gets_back_what_it_lost', async () => {
    const server = smallSchool();
    const profile = new Profile(server);
    const phone = await profile.signedIn();
    const saved = await phone.record(inspection(1, [photo(1)]));
    await settle(phone);
    server.facts.clear();
    server.photos.clear();
    server.epoch = 'e2';
    await settle(phone);
    expect(server.facts.has(saved.id)).toBe(true);
    expect(server.photos.size).toBe(1);
  });

  test('a_clock_set_back_does_not_make_a_delayed_record_wait_for_a_year', async () => {
    const server = smallSchool();
    const profile = new Profile(server);
    const phone = await profile.signedIn();
    const right = profile.clock.now();
    profile.network.cut(true);
    profile.clock.setWall(right + 365 * 86_400_000);
    const saved = await phone.record(inspection(1));
    server.poison.set(saved.id, 'too_large');
    profile.network.cut(false);
    await settle(phone);
    server.poison.clear();
    profile.clock.setWall(right);
    await settle(phone);
    expect(server.applications).toEqual([saved.id]);
  });

  test('many_records_go_in_batches_and_in_their_order', async () => {
    const server = smallSchool();
    const profile = new Profile(server);
    const phone = await profile.signedIn();
    profile.network.cut(true);
    const ids: string[] = [];
    for (let turn = 0; turn < 450; turn += 1) ids.push((await phone.record(inspection(1))).id);
    profile.network.cut(false);
    await settle(phone);
    expect(server.applications).toEqual(ids);
    expect(
      profile.network.calls.filter((call) => call.startsWith('POST') && call.endsWith('facts')),
    ).toHaveLength(3);
  });
});
