import { describe, expect, test } from 'vitest';
import { problem } from './testing/answers';
import { answers, cutAfter } from './testing/network';
import {
  assetId,
  assetRow,
  BUILDING,
  inspection,
  Profile,
  ROOM,
  settle,
  smallSchool,
} from './testing/world';

const LATER_ROOM = 'f0000000-0000-4000-8000-000000000001';
const isFirst = ({ id }: { id: string }) => id === assetId(1);

describe('the register', () => {
  test('a_cut_snapshot_goes_on_where_it_was_cut', async () => {
    const profile = new Profile(smallSchool(1_000));
    profile.network.befall('/snapshot', cutAfter(9));
    const phone = await profile.signedIn();
    expect(await phone.register().meta()).toBeNull();
    await settle(phone);
    expect(profile.network.calls.filter((call) => call.includes('/snapshot?after='))).toHaveLength(
      1,
    );
    expect((await phone.register().counts()).assets).toBe(1_000);
    for (const number of [1, 256, 257, 1_000]) {
      expect(await phone.register().asset(assetId(number))).not.toBeNull();
    }
  });

  test('what_changed_while_the_snapshot_was_read_arrives', async () => {
    const server = smallSchool(600);
    const profile = new Profile(server);
    profile.network.befall('/snapshot', cutAfter(8));
    const phone = await profile.signedIn();
    server.put('asset', assetRow(1, { name: '新名' }));
    server.remove('asset', assetId(2));
    await settle(phone);
    expect((await phone.register().asset(assetId(1)))?.name).toBe('新名');
    expect(await phone.register().asset(assetId(2))).toBeNull();
    expect((await phone.register().counts()).assets).toBe(599);
  });

  test('a_thing_that_moved_between_two_parts_of_a_snapshot_is_there_once', async () => {
    const server = smallSchool(600);
    const profile = new Profile(server);
    profile.network.befall('/snapshot', cutAfter(8));
    const phone = await profile.signedIn();
    server.put('place', [LATER_ROOM, 0, BUILDING, 'room', '302教室', [], '302js']);
    server.put('asset', assetRow(1, { place_id: LATER_ROOM }));
    await settle(phone);
    expect((await phone.register().counts()).assets).toBe(600);
    expect((await phone.register().search('ZC-1')).assets.filter(isFirst)).toHaveLength(1);
    expect((await phone.register().assetsInPlace(ROOM)).filter(isFirst)).toHaveLength(0);
    expect(await phone.register().assetsInPlace(LATER_ROOM)).toHaveLength(1);
  });

  test('an_expired_cursor_leads_to_a_new_snapshot_and_leaves_the_outbox', async () => {
    const server = smallSchool();
    const profile = new Profile(server);
    const phone = await profile.signedIn();
    profile.network.befall(
      '/facts',
      answers(() => problem(503, 'busy')),
      99,
    );
    await phone.record(inspection(1));
    server.put('asset', assetRow(9));
    server.floor = 5;
    await phone.sync('online');
    expect(await phone.register().asset(assetId(9))).not.toBeNull();
    expect(phone.status.get().waiting.facts).toBe(1);
    expect((await phone.register().asset(assetId(1)))?.last_result).toBe('ok');
  });

  test('another_scope_leads_to_a_new_snapshot', async () => {
    const server = smallSchool();
    const phone = await new Profile(server).signedIn();
    const before = (await phone.register().meta())?.generation ?? 0;
    server.scopeHash = 's2';
    await settle(phone);
    expect((await phone.register().meta())?.generation).toBe(before + 1);
    expect(await phone.register().asset(assetId(1))).not.toBeNull();
  });

  test('many_changes_come_in_pages_and_end_at_the_server_s_state', async () => {
    const server = smallSchool(20);
    const phone = await new Profile(server).signedIn();
    server.changesLimit = 3;
    for (let number = 1; number <= 30; number += 1)
      server.put('asset', assetRow(number, { name: `新 ${number}` }));
    for (let number = 1; number <= 5; number += 1) server.remove('asset', assetId(number));
    await settle(phone);
    const here = await phone.register().assetsInPlace(ROOM);
    const there = server.live('asset').map((row) => row[0]);
    expect(here.map(({ id }) => id).sort()).toEqual([...there].sort());
    expect(here.every(({ name }) => name.startsWith('新'))).toBe(true);
  });

  test('an_overlay_goes_when_the_pulled_revision_reaches_its_receipt', async () => {
    const server = smallSchool();
    const profile = new Profile(server);
    const phone = await profile.signedIn();
    profile.network.befall(
      '/changes',
      answers(() => problem(503, 'busy')),
    );
    await phone.record(inspection(1));
    await phone.sync('online');
    expect(await phone.register().asset(assetId(1))).toMatchObject({
      overlaid: true,
      last_result: 'ok',
    });
    await settle(phone);
    expect(await phone.register().asset(assetId(1))).toMatchObject({
      overlaid: false,
      last_result: 'ok',
    });
  });

  test('a_backed_up_record_is_forgotten_and_an_unsent_one_is_not', async () => {
    const server = smallSchool();
    const profile = new Profile(server);
    const phone = await profile.signedIn();
    const first = await phone.record(inspection(1));
    await settle(phone);
    const second = await phone.record(inspection(2));
    server.poison.set(second.id, 'too_large');
    server.backedUpRev = 1_000;
    await settle(phone);
    expect((await phone.records()).map(({ id }) => id)).toEqual([second.id]);
    expect(server.facts.has(first.id)).toBe(true);
  });
});
