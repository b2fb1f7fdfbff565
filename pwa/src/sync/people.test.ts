import { describe, expect, test } from 'vitest';
import { problem } from './testing/answers';
import { type Fault, held } from './testing/network';
import { assetId, ended, inspection, newTab, Profile, settle, smallSchool } from './testing/world';

const PIN = { ines: '1357', tang: '2468' };

/** A phone on which both have signed in and chosen a PIN; tang has it now. */
async function shared() {
  const server = smallSchool();
  const profile = new Profile(server);
  const phone = await profile.signedIn('ines');
  await phone.setPin(PIN.ines);
  await phone.signIn('tang', 'p-tang');
  await settle(phone);
  await phone.setPin(PIN.tang);
  return { server, profile, phone };
}

describe('several people on one phone', () => {
  test('hand_it_over_by_pin_without_a_network_and_each_record_keeps_its_author', async () => {
    const { server, profile, phone } = await shared();
    profile.network.cut(true);
    const first = await phone.record(inspection(1));
    await phone.switchTo('ines', PIN.ines);
    expect(phone.account.get()?.person.id).toBe('ines');
    const second = await phone.record(inspection(2));
    expect(second.seq).toBe(first.seq + 1);
    profile.network.cut(false);
    await settle(phone);
    const kept = [first, second].map(({ id }) => server.facts.get(id)?.envelope);
    expect(kept.map((fact) => fact?.author)).toEqual(['tang', 'ines']);
    expect(kept.map((fact) => fact?.capture_grant.split(':')[1])).toEqual(['tang', 'ines']);
    expect(phone.status.get()).toMatchObject({ phase: 'idle', error: null });
  });

  test('are_not_mixed_up_by_a_run_that_begins_at_the_moment_of_the_change', async () => {
    const { phone } = await shared();
    const running = phone.sync('button');
    await phone.switchTo('ines', PIN.ines);
    const begun = [phone.sync('visible'), phone.switchTo('tang', PIN.tang), phone.sync('button')];
    await Promise.all([running, ...begun]);
    expect(phone.account.get()?.person.id).toBe('tang');
  });

  test('see_each_their_own_records_laid_over_their_own_register', async () => {
    const { profile, phone } = await shared();
    await phone.switchTo('ines', PIN.ines);
    await settle(phone);
    profile.network.cut(true);
    await phone.record(inspection(1));
    expect((await phone.register().asset(assetId(1)))?.overlaid).toBe(true);
    await phone.switchTo('tang', PIN.tang);
    expect((await phone.register().asset(assetId(1)))?.overlaid).toBe(false);
  });

  test('get_the_cookie_back_at_the_next_contact', async () => {
    const { profile, phone } = await shared();
    await phone.switchTo('ines', PIN.ines);
    await settle(phone);
    expect(profile.network.calls).toContain('PUT /api/session/person');
    const before = profile.network.calls.length;
    await settle(phone);
    expect(profile.network.calls.slice(before)).not.toContain('PUT /api/session/person');
    expect(phone.status.get().error).toBeNull();
  });

  test('whose_session_the_server_has_ended_need_the_password_and_lose_nothing', async () => {
    const { server, profile, phone } = await shared();
    server.endSessions({ person: 'ines', device: phone.account.get()?.device_id ?? '' });
    await phone.switchTo('ines', PIN.ines);
    const saved = await phone.record(inspection(1));
    // The run that the change of person began may be over before it sees the record.
    await ended(phone);
    await settle(phone);
    expect(phone.status.get()).toMatchObject({ phase: 'paused', error: 'signed_in_as_other' });
    // The other's session carries it up all the same.
    expect(server.facts.get(saved.id)?.envelope.author).toBe('ines');
    await phone.signIn('ines', 'p-ines');
    await settle(phone);
    expect(phone.status.get().error).toBeNull();
    expect(profile.network.calls.slice(-1)[0]).toContain('/changes');
  });

  test('who_lost_the_cookie_alone_come_back_without_the_password', async () => {
    const { profile, phone } = await shared();
    profile.network.loseCookie();
    await settle(phone);
    expect(phone.status.get()).toMatchObject({ phase: 'idle', error: null });
  });

  test('are_told_how_many_wrong_pins_are_left_and_then_need_the_password', async () => {
    const { phone } = await shared();
    for (const left of [4, 3, 2, 1, 0]) {
      const wrong = { code: 'pin_wrong', params: { left } };
      await expect(phone.switchTo('ines', '0000')).rejects.toMatchObject(wrong);
    }
    await expect(phone.switchTo('ines', PIN.ines)).rejects.toMatchObject({ code: 'pin_locked' });
    expect(phone.account.get()?.person.id).toBe('tang');
    expect((await phone.people()).map(({ id, locked }) => [id, locked])).toEqual([
      ['ines', true],
      ['tang', false],
    ]);
    await phone.signIn('ines', 'p-ines');
    await phone.switchTo('tang', PIN.tang);
    await phone.switchTo('ines', PIN.ines);
    expect(phone.account.get()?.person.id).toBe('ines');
  });

  test('who_kill_the_app_before_the_answer_have_used_up_a_try', async () => {
    const { profile, phone } = await shared();
    const guesses = [0, 1, 2, 3, 4].map(() => phone.switchTo('ines', '0000').catch(() => null));
    phone.stop();
    await Promise.all(guesses);
    const next = await newTab(profile);
    await expect(next.switchTo('ines', PIN.ines)).rejects.toMatchObject({ code: 'pin_locked' });
  });

  test('without_a_pin_or_unknown_here_need_the_password', async () => {
    const phone = await new Profile(smallSchool()).signedIn('ines');
    await expect(phone.switchTo('ines', '1234')).rejects.toMatchObject({ code: 'pin_missing' });
    await expect(phone.switchTo('tang', '1234')).rejects.toMatchObject({ code: 'pin_missing' });
    await expect(phone.setPin('12ab')).rejects.toMatchObject({ code: 'pin_invalid' });
  });

  test('leave_alone_and_the_others_stay', async () => {
    const { server, profile, phone } = await shared();
    profile.network.cut(true);
    const saved = await phone.record(inspection(1));
    await phone.switchTo('ines', PIN.ines);
    profile.network.cut(false);
    // The cookie is still tang's, and so must not be what ends.
    await phone.signOut();
    expect(await phone.people()).toMatchObject([{ id: 'tang', is_current: false, has_pin: true }]);
    await expect(phone.switchTo('ines', PIN.ines)).rejects.toMatchObject({ code: 'pin_missing' });
    await phone.switchTo('tang', PIN.tang);
    await settle(phone);
    expect(phone.status.get().error).toBeNull();
    expect(server.applications).toEqual([saved.id]);
  });

  test('do_not_lose_records_that_only_the_other_ones_register_shows_yet', async () => {
    const { server, profile, phone } = await shared();
    await phone.record(inspection(1));
    let isIll = true;
    const ill: Fault = async (_, deliver) => (isIll ? problem(503, 'busy') : deliver());
    profile.network.befall('/changes', ill, 99);
    await settle(phone);
    isIll = false;
    await phone.switchTo('ines', PIN.ines);
    server.backedUpRev = server.backup().rev;
    await settle(phone);
    profile.network.cut(true);
    await phone.switchTo('tang', PIN.tang);
    expect((await phone.register().asset(assetId(1)))?.last_result).toBe('ok');
  });

  test('who_leave_while_a_run_is_under_way_are_not_brought_back_by_it', async () => {
    const profile = new Profile(smallSchool());
    const phone = await profile.signedIn('ines');
    const session = held();
    profile.network.befall('/sync/v1/session', session.fault);
    const running = phone.sync('button');
    await session.isHeld;
    await phone.signOut();
    session.release();
    await running;
    expect(await phone.people()).toEqual([]);
    expect(phone.account.get()).toBeNull();
  });
});
