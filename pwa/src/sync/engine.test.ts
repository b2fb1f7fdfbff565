import { describe, expect, test } from 'vitest';
import { PATIENCE_MS } from './http';
import { problem } from './testing/answers';
import { answers } from './testing/network';
import { assetId, assetRow, inspection, Profile, settle, smallSchool } from './testing/world';

describe('nothing is dropped', () => {
  test('an_expired_session_pauses_and_keeps_everything', async () => {
    const server = smallSchool();
    const profile = new Profile(server);
    const phone = await profile.signedIn();
    profile.network.expireSession();
    await phone.record(inspection(1));
    await phone.sync('online');
    expect(phone.status.get()).toMatchObject({ phase: 'paused', error: 'sign_in_needed' });
    expect(phone.status.get().waiting.facts).toBe(1);
    await phone.signIn('ines', 'p-ines');
    await settle(phone);
    expect(server.applications).toHaveLength(1);
  });

  test('signing_out_does_not_touch_the_outbox', async () => {
    const profile = new Profile(smallSchool());
    const phone = await profile.signedIn();
    profile.network.cut(true);
    await phone.record(inspection(1));
    await phone.signOut();
    expect(phone.account.get()).toBeNull();
    profile.network.cut(false);
    await phone.signIn('ines', 'p-ines');
    expect(await phone.records()).toHaveLength(1);
  });

  test('a_wrong_password_is_said_to_be_wrong', async () => {
    const phone = new Profile(smallSchool()).page();
    await phone.start();
    await expect(phone.signIn('ines', 'no')).rejects.toMatchObject({ code: 'sign_in_failed' });
  });

  test('a_cold_start_offline_knows_the_person_and_the_school', async () => {
    const profile = new Profile(smallSchool());
    (await profile.signedIn()).stop();
    profile.network.cut(true);
    const phone = profile.page();
    await phone.start();
    expect(phone.account.get()?.person.name).toBe('ines');
    const found = await phone.register().findByCode('C00000003');
    expect(found).toMatchObject({ thing: 'asset', asset: { ledger_number: 'ZC-3' } });
  });

  test('facts_go_although_the_pull_fails', async () => {
    const server = smallSchool();
    const profile = new Profile(server);
    const phone = await profile.signedIn();
    server.tooOldForPull = true;
    await phone.record(inspection(1));
    await settle(phone);
    expect(server.applications).toHaveLength(1);
    expect(phone.status.get().error).toBe('app_too_old');
  });

  test('the_pull_goes_on_although_facts_fail', async () => {
    const server = smallSchool();
    const profile = new Profile(server);
    const phone = await profile.signedIn();
    profile.network.befall(
      '/facts',
      answers(() => problem(503, 'busy')),
      9,
    );
    await phone.record(inspection(1));
    server.put('asset', assetRow(2, { name: '讲台' }));
    await phone.sync('online');
    expect((await phone.register().asset(assetId(2)))?.name).toBe('讲台');
    expect(phone.status.get().waiting.facts).toBe(1);
  });

  test('retry_after_is_honoured_by_everything_but_the_button', async () => {
    const profile = new Profile(smallSchool());
    const phone = await profile.signedIn();
    const busy = () => problem(429, 'too_many_requests', { 'Retry-After': '600' });
    profile.network.befall('/sync/v1/session', answers(busy));
    await settle(phone);
    const before = profile.network.calls.length;
    await phone.sync('visible');
    expect(profile.network.calls).toHaveLength(before);
    expect(phone.status.get().next_try).toBeGreaterThanOrEqual(profile.clock.now() + 600_000);
    await settle(phone);
    expect(phone.status.get().error).toBeNull();
  });

  test('an_answer_whose_body_never_ends_does_not_stop_sync_for_ever', async () => {
    const server = smallSchool();
    const profile = new Profile(server);
    const phone = await profile.signedIn();
    const headers = { 'Content-Type': 'application/json' };
    const endless = async () => new Response(new ReadableStream({}), { headers });
    profile.network.befall('POST /api/sync/v1/facts', endless);
    await phone.record(inspection(1));
    await profile.network.called('POST /api/sync/v1/facts', 1);
    const running = phone.sync('visible');
    for (let turn = 0; turn < 20; turn += 1) await new Promise((next) => setTimeout(next));
    profile.clock.pass(PATIENCE_MS);
    await running;
    expect(phone.status.get()).toMatchObject({ phase: 'waiting', error: 'network' });
    await settle(phone);
    expect(server.applications).toHaveLength(1);
  });

  test('a_phone_short_of_space_says_so_and_whether_photos_still_fit', async () => {
    const profile = new Profile(smallSchool());
    const phone = await profile.signedIn();
    expect(phone.status.get().space_low).toBe(false);
    profile.free = 150_000_000;
    await settle(phone);
    expect(phone.status.get().space_low).toBe(true);
    expect(await phone.space()).toEqual({ free_bytes: 150_000_000, is_low: true, is_full: false });
    profile.free = 5_000_000;
    expect(await phone.space()).toMatchObject({ is_low: true, is_full: true });
    profile.free = 500_000_000;
    await phone.space();
    expect(phone.status.get().space_low).toBe(false);
  });

  test('a_failed_run_is_tried_again_by_itself', async () => {
    const server = smallSchool();
    const profile = new Profile(server);
    const phone = await profile.signedIn();
    profile.network.cut(true);
    await phone.record(inspection(1));
    await settle(phone);
    profile.network.cut(false);
    profile.clock.pass(60_000);
    await phone.sync('timer');
    expect(server.applications).toHaveLength(1);
  });

  test('what_waits_is_known_before_anybody_is_told_who_is_signed_in', async () => {
    const server = smallSchool();
    const profile = new Profile(server);
    const phone = await profile.signedIn();
    profile.network.cut(true);
    await phone.record(inspection(1));
    await phone.sync('button');
    await phone.signOut();
    expect(phone.status.get().waiting.facts).toBe(0);
    profile.network.cut(false);
    const seen: number[] = [];
    phone.account.subscribe((account) => {
      if (account !== null) seen.push(phone.status.get().waiting.facts);
    });
    await phone.signIn('ines', 'p-ines');
    expect(seen[0]).toBe(1);
  });
});
