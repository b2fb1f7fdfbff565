import { describe, expect, test } from 'vitest';
import { LEASE_MS } from './leader';
import { held } from './testing/network';
import {
  assetId,
  assetRow,
  inspection,
  newTab,
  Profile,
  settle,
  smallSchool,
} from './testing/world';

describe('two tabs and time', () => {
  test('two_tabs_number_their_records_without_gap_or_double', async () => {
    const server = smallSchool();
    const profile = new Profile(server);
    const one = await profile.signedIn();
    const two = profile.page();
    await two.start();
    const saves = [1, 2, 3, 4].map((n) => (n % 2 ? one : two).record(inspection(n)));
    const numbers = (await Promise.all(saves)).map(({ seq }) => seq);
    expect(numbers.sort()).toEqual([1, 2, 3, 4]);
    await settle(one);
    await settle(two);
    expect(new Set(server.applications).size).toBe(4);
    expect(server.applications).toHaveLength(4);
  });

  test('two_tabs_without_web_locks_do_not_sync_at_the_same_time', async () => {
    const server = smallSchool();
    const profile = new Profile(server, false);
    const one = await profile.signedIn();
    const two = profile.page();
    await two.start();
    await two.sync('button');
    const before = profile.network.calls.length;
    await Promise.all([one.sync('button'), two.sync('button')]);
    const sessions = profile.network.calls
      .slice(before)
      .filter((call) => call.endsWith('/session'));
    expect(sessions).toHaveLength(1);
  });

  test('a_frozen_tab_that_wakes_writes_nothing_over_what_came_since', async () => {
    const server = smallSchool();
    const profile = new Profile(server);
    const frozen = await profile.signedIn();
    server.put('asset', assetRow(1, { name: '旧名' }));
    const { fault, release, isHeld } = held();
    profile.network.befall('/changes', fault);
    const hanging = frozen.sync('button');
    await isHeld;
    server.put('asset', assetRow(1, { name: '新名' }));
    profile.clock.pass(LEASE_MS + 1);
    const other = profile.page();
    await other.start();
    await other.sync('button');
    expect((await other.register().asset(assetId(1)))?.name).toBe('新名');
    const before = await other.register().meta();
    release();
    await hanging;
    expect(await other.register().meta()).toEqual(before);
    expect((await other.register().asset(assetId(1)))?.name).toBe('新名');
  });

  test('a_tab_frozen_for_one_person_does_not_keep_the_next_person_from_sync', async () => {
    const server = smallSchool();
    const profile = new Profile(server);
    const frozen = await profile.signedIn('ines');
    const receipt = held();
    profile.network.befall('/facts', receipt.fault);
    await frozen.record(inspection(1));
    await receipt.isHeld;
    const other = await newTab(profile);
    await other.signIn('tang', 'p-tang');
    await other.sync('button');
    expect(other.status.get().last_success).toBeNull();
    profile.clock.pass(LEASE_MS + 1);
    await other.sync('button');
    expect(other.status.get()).toMatchObject({ error: null, waiting: { facts: 0 } });
    expect(other.status.get().last_success).not.toBeNull();
    receipt.release();
    await frozen.sync('visible');
    expect(server.applications).toHaveLength(1);
  });

  test('a_tab_does_not_sync_while_another_one_does', async () => {
    const profile = new Profile(smallSchool());
    const one = await profile.signedIn();
    const two = profile.page();
    await two.start();
    await two.sync('button');
    const before = profile.network.calls.length;
    await Promise.all([one.sync('button'), two.sync('button')]);
    const sessions = profile.network.calls
      .slice(before)
      .filter((call) => call.endsWith('/session'));
    expect(sessions).toHaveLength(1);
  });

  test('a_fact_carries_the_server_time_known_and_how_long_ago_that_was', async () => {
    const server = smallSchool();
    const profile = new Profile(server);
    const phone = await profile.signedIn();
    profile.network.cut(true);
    profile.clock.pass(5_000);
    profile.clock.setWall(0);
    const saved = await phone.record(inspection(1));
    phone.stop();
    const later = profile.page();
    await later.start();
    const after = await later.record(inspection(2));
    profile.network.cut(false);
    await settle(later);
    const anchors = [saved, after].map(({ id }) => server.facts.get(id)?.envelope.anchor);
    const server_time = server.serverTime;
    expect(anchors).toEqual([
      { server_time, age_ms: 5_000 },
      { server_time, age_ms: null },
    ]);
  });
});
