import { rmSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LEASE_MS } from '../../leader';
import { Seeded } from '../seeded';
import { assetId, assetRow } from '../world';
import { built, capture, HostProcess, type Reply, replay, type Sent, World } from './driver.node';

let place: { folder: string; file: string };
let host: HostProcess;
let world: World;

beforeAll(() => {
  place = built();
  host = new HostProcess(place.file);
}, 60_000);

afterAll(() => {
  host.end();
  rmSync(place.folder, { recursive: true });
});

beforeEach(async () => {
  await host.ask({ cmd: 'reset' });
  host.commands.length = 0;
  host.replies.length = 0;
  world = new World(host);
});

describe('the storm host', { timeout: 60_000 }, () => {
  test('the_same_commands_give_the_same_bytes', async () => {
    await world.signedIn('p1', 'p1/0');
    await world.signedIn('p2', 'p2/0');
    const { random } = new Seeded(5);
    const any = (count: number) => Math.floor(random() * count);
    let open: Sent[] = [];
    const tabs = new Map([
      ['p1', 'p1/0'],
      ['p2', 'p2/0'],
    ]);
    for (let step = 1; step <= 120; step += 1) {
      const profile = any(2) === 0 ? 'p1' : 'p2';
      const page = tabs.get(profile) as string;
      const request = open.splice(any(open.length), 1)[0];
      const limit = any(3) === 0 ? { tasks: any(20) } : {};
      const choices = [
        () => world.call(page, 'record', [capture(1 + any(5), any(2))], limit),
        () => world.call(page, 'sync', ['button'], limit),
        () => host.ask({ cmd: 'clock', profile, advance: any(200_000), ...limit }),
        () => request && world.deliver(request, limit),
        () => request && world.deliver(request, { cut_after: any(50) }),
        () => request && host.ask({ cmd: 'fail', request: request.id }),
        () => host.ask({ cmd: 'look', profile }),
        async () => {
          tabs.set(profile, `${profile}/${step}`);
          const killed = await host.ask({ cmd: 'kill', page });
          open = open.filter(({ id }) => !killed.aborted.includes(id));
          return world.open(profile, `${profile}/${step}`);
        },
      ];
      const reply: Reply | undefined = await choices[any(choices.length)]?.();
      expect(reply?.error).toBeUndefined();
      expect(reply?.unhandled ?? []).toEqual([]);
      open.push(...(reply?.requests ?? []));
    }
    const { facts } = (await world.look('p1')).outbox;
    expect(facts.length).toBeGreaterThan(3);
    expect(replay(place.file, host.commands)).toEqual(host.replies);
    const again = ['{"cmd":"reset"}', ...host.commands];
    expect(replay(place.file, [...host.commands, ...again]).slice(-host.commands.length)).toEqual(
      host.replies,
    );
  });

  test('a_kill_between_two_writes_leaves_what_was_committed_last', async () => {
    await world.signedIn();
    const states = new Set<string>();
    for (let tasks = 0, idle = false; !idle; tasks += 1) {
      const page = `p1/k${tasks}`;
      await world.open('p1', page);
      const number = (await world.look('p1')).outbox.facts.length;
      ({ idle } = await world.call(page, 'record', [capture(1, 2)], { tasks }));
      const before = (await world.look('p1')).outbox;
      await host.ask({ cmd: 'kill', page });
      const after = (await world.look('p1')).outbox;
      expect(after).toEqual(before);
      expect(after.facts.length - number).toBeLessThanOrEqual(1);
      expect(after.devices[0].next_seq).toBe(after.facts.length + 1);
      expect(after.photos).toHaveLength(after.facts.length === 0 ? 0 : 2);
      states.add(`${after.facts.length - number}`);
    }
    expect(states).toEqual(new Set(['0', '1']));
  });

  test('looking_between_any_two_tasks_changes_nothing', async () => {
    await world.signedIn();
    let reply = await world.call('p1/1', 'record', [capture(1, 1)], { tasks: 1 });
    const seen: number[] = [];
    const asked: Sent[] = [];
    while (!reply.idle) {
      const { outbox } = await world.look('p1');
      expect(outbox.photos).toHaveLength(outbox.facts.length);
      seen.push(outbox.facts.length);
      reply = await host.ask({ cmd: 'run', tasks: 1 });
      asked.push(...reply.requests);
    }
    expect([seen[0], seen[seen.length - 1]]).toEqual([0, 1]);
    await world.settle({ requests: asked });
    expect(world.server.applications).toHaveLength(1);
  });

  test('a_frozen_page_that_thaws_after_its_lock_was_stolen_commits_nothing', async () => {
    await world.signedIn();
    world.server.put('asset', assetRow(1, { name: '旧名' }));
    const begun = await world.call('p1/1', 'sync', ['button']);
    const changes = await world.settleUntil('/changes', begun);
    await host.ask({ cmd: 'freeze', page: 'p1/1' });
    const waiting = await world.deliver(changes);
    expect([waiting.tasks, waiting.idle]).toEqual([0, true]);
    world.server.put('asset', assetRow(1, { name: '新名' }));
    await host.ask({ cmd: 'clock', profile: 'p1', advance: LEASE_MS + 1 });
    const stolen = await world.settleUntil('/changes', await world.open('p1', 'p1/2'));
    // The other tab leads now and has not moved the cursor: only the token can tell them apart.
    const before = (await world.look('p1')).registers;
    const thawed = await host.ask({ cmd: 'thaw', page: 'p1/1' });
    expect(thawed.tasks).toBeGreaterThan(0);
    expect((await world.look('p1')).registers).toEqual(before);
    await world.settle(await world.deliver(stolen));
    const after = (await world.look('p1')).registers;
    const shown = after[0].rows.asset.find(([id]) => id === assetId(1));
    expect(shown).toContain('新名');
  });

  test('a_transaction_of_a_frozen_page_keeps_others_waiting_until_it_thaws_or_dies', async () => {
    for (const end of ['thaw', 'kill']) {
      const profile = `p-${end}`;
      await world.signedIn(profile, `${profile}/1`);
      await world.open(profile, `${profile}/2`);
      // Until the write transaction has stored something.
      let reply = await world.call(`${profile}/1`, 'record', [capture(1)], { tasks: 1 });
      for (let tasks = 0; tasks < 12 && !reply.idle; tasks += 1) {
        reply = await host.ask({ cmd: 'run', tasks: 1 });
      }
      await host.ask({ cmd: 'freeze', page: `${profile}/1` });
      const waiting = await world.call(`${profile}/2`, 'record', [capture(2)]);
      const ended = await host.ask({ cmd: end, page: `${profile}/1` });
      const events = [...waiting.events, ...ended.events].filter(({ ok }) => ok);
      expect(waiting.idle).toBe(true);
      expect(events).toHaveLength(end === 'thaw' ? 2 : 1);
    }
  });

  test('a_killed_leader_frees_its_lock', async () => {
    await world.signedIn();
    const begun = await world.call('p1/1', 'sync', ['button']);
    const changes = await world.settleUntil('/changes', begun);
    const killed = await host.ask({ cmd: 'kill', page: 'p1/1' });
    expect(killed.aborted).toEqual([changes.id]);
    expect((await world.deliver(changes)).late).toBe(true);
    await world.settle(await world.open('p1', 'p1/2'));
    const [{ status }] = (await world.look('p1')).pages;
    expect([status.error, status.phase]).toEqual([null, 'idle']);
    expect(status.last_success).not.toBeNull();
  });

  test('a_full_phone_refuses_a_record_and_keeps_none_of_it', async () => {
    await world.signedIn();
    await host.ask({ cmd: 'set', profile: 'p1', storage_full: true });
    const { events } = await world.call('p1/1', 'record', [capture(1, 1)]);
    expect(events).toMatchObject([{ ok: false, error: 'storage_full' }]);
    const { facts, photos, devices } = (await world.look('p1')).outbox;
    expect([facts, photos, devices[0].next_seq]).toEqual([[], [], 1]);
  });

  test('a_body_that_breaks_off_or_stands_still_is_no_answer', async () => {
    await world.signedIn();
    const begun = await world.call('p1/1', 'sync', ['button']);
    const first = await world.settleUntil('/changes', begun);
    await world.deliver(first, { cut_after: 10 });
    const [{ status }] = (await world.look('p1')).pages;
    expect(status.error).not.toBeNull();
    await host.ask({ cmd: 'set', profile: 'p1', online: false });
    await world.call('p1/1', 'sync', ['button']);
    const [offline] = (await world.look('p1')).pages;
    expect(offline.status.error).toBe('network');
  });

  test('an_export_is_read_to_its_end_and_a_pin_needs_no_thread_pool', async () => {
    await world.signedIn();
    await host.ask({ cmd: 'set', profile: 'p1', online: false });
    await world.call('p1/1', 'record', [capture(1, 1)]);
    const [exported] = (await world.call('p1/1', 'exportUnsent', [])).events;
    const file = exported?.value as { parts: string[] } | undefined;
    const kinds = file?.parts.map((line) => JSON.parse(line).t);
    expect(kinds).toEqual(['head', 'fact', 'photo', 'end']);
    const [chosen] = (await world.call('p1/1', 'setPin', ['2468'])).events;
    const [wrong] = (await world.call('p1/1', 'switchTo', ['ines', '1357'])).events;
    const [right] = (await world.call('p1/1', 'switchTo', ['ines', '2468'])).events;
    expect([chosen?.ok, wrong?.error, right?.ok]).toEqual([true, 'pin_wrong', true]);
  });

  test('a_command_that_cannot_be_carried_out_says_so_and_changes_nothing', async () => {
    await world.signedIn();
    const before = await world.look('p1');
    expect(await host.ask({ cmd: 'kill', page: 'nobody' })).toEqual({
      error: 'there is no nobody',
    });
    expect(await host.ask({ cmd: 'dance' })).toEqual({ error: 'unknown command dance' });
    expect(await host.ask({ cmd: 'profile', profile: 'p1', seed: 1, wall: 0 })).toHaveProperty(
      'error',
    );
    expect(await world.look('p1')).toEqual(before);
  });

  test('timers_fire_in_order_each_at_its_own_moment', async () => {
    await world.signedIn();
    const waited = await host.ask({ cmd: 'clock', profile: 'p1', advance: 10 * 60_000 });
    const sent = waited.requests.map(
      (request) => JSON.parse(Buffer.from(request.body ?? '', 'base64').toString()).sent_at,
    );
    // A poll after five minutes, then tries that nobody answers.
    expect(sent[0]).toBe(world.server.serverTime + 5 * 60_000);
    expect(sent.length).toBeGreaterThan(2);
    expect(sent).toEqual([...sent].sort());
    expect(waited.aborted.length).toBe(sent.length - 1);
  });
});
