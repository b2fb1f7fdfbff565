import { describe, expect, test } from 'vitest';
import { LEASE_MS } from './leader';
import { problem } from './testing/answers';
import type { FakeServer } from './testing/fakeServer';
import { answers, type Fault, held, loseAnswer } from './testing/network';
import { assetId, inspection, newTab, Profile, photo, settle, smallSchool } from './testing/world';

const HAVE = 'POST /api/sync/v1/have';
const forever: Fault = () => new Promise(() => undefined);

/** A phone with `count` records at the server and a backup from before the first. */
async function fullDay(count: number) {
  const server = smallSchool();
  const profile = new Profile(server);
  const phone = await profile.signedIn();
  const morning = server.backup();
  const ids: string[] = [];
  for (let n = 1; n <= count; n += 1) ids.push((await phone.record(inspection(n))).id);
  await settle(phone);
  return { server, profile, phone, morning, ids };
}

/** What the server writes after a restore has the revisions of what was lost, and beyond. */
function workOnWithout(server: FakeServer): void {
  for (let n = 0; n < 9; n += 1) server.put('person', ['tang', 0, 'tang']);
}

describe('a server restored from a backup', () => {
  test('gets_back_from_the_phone_what_the_backup_did_not_hold', async () => {
    const { server, phone, morning } = await fullDay(2);
    const noon = server.backup();
    const saved = await phone.record(inspection(3, [photo(1)]));
    await settle(phone);
    server.restore(morning, 'e2');
    await settle(phone);
    expect(server.facts.size).toBe(3);
    expect(server.photos.size).toBe(1);
    server.restore(noon, 'e3');
    await settle(phone);
    expect(server.facts.get(saved.id)?.status).toBe('applied');
    expect(server.photos.size).toBe(1);
    expect((await phone.records())[0]?.custody).toEqual({ state: 'complete' });
  });

  test('is_noticed_by_its_revision_when_the_epoch_stayed_the_same', async () => {
    const { server, phone, morning, ids } = await fullDay(2);
    server.restore(morning);
    await settle(phone);
    expect([...server.facts.keys()]).toEqual(ids);
  });

  test('is_noticed_by_receipts_alone_when_the_phone_was_told_no_higher_revision', async () => {
    const server = smallSchool();
    const profile = new Profile(server);
    const phone = await profile.signedIn();
    const morning = server.backup();
    profile.network.cut(true);
    const { id } = await phone.record(inspection(1));
    await settle(phone);
    profile.network.cut(false);
    server.tooOldForPull = true;
    await settle(phone);
    expect(server.facts.has(id)).toBe(true);
    server.restore(morning);
    await settle(phone);
    expect(server.facts.has(id)).toBe(true);
  });

  test('is_not_sent_again_what_it_still_has', async () => {
    const { server, profile, phone } = await fullDay(3);
    server.restore(server.backup(), 'e2');
    const before = profile.network.calls.length;
    await settle(phone);
    const since = profile.network.calls.slice(before);
    expect(since.filter((call) => call === HAVE)).toHaveLength(1);
    expect(since.some((call) => call.endsWith('/facts'))).toBe(false);
    expect(phone.status.get().waiting.facts).toBe(0);
  });

  test('is_offered_everything_by_a_phone_killed_in_the_middle_of_have', async () => {
    const { server, profile, phone, morning, ids } = await fullDay(4);
    server.restore(morning, 'e2');
    workOnWithout(server);
    // The first two are known to be absent; the answer about the others never comes.
    profile.network.befall(
      HAVE,
      answers(() => problem(413, 'too_many_facts')),
    );
    profile.network.befall(HAVE, (_, deliver) => deliver());
    profile.network.befall(HAVE, forever);
    void phone.sync('button');
    await profile.network.called(HAVE, 3);
    profile.clock.pass(LEASE_MS + 1);
    const next = await newTab(profile);
    await settle(next);
    expect([...server.facts.keys()].sort()).toEqual([...ids].sort());
  });

  test('is_offered_everything_when_an_answer_of_have_is_cut', async () => {
    const { server, profile, phone, morning, ids } = await fullDay(2);
    server.restore(morning, 'e2');
    profile.network.befall(HAVE, loseAnswer);
    await phone.sync('button');
    expect(phone.status.get()).toMatchObject({ phase: 'waiting', error: 'network' });
    expect(server.facts.size).toBe(0);
    await settle(phone);
    expect([...server.facts.keys()]).toEqual(ids);
  });

  test('is_believed_only_when_each_answer_names_id_and_hash', async () => {
    const { server, profile, phone, morning, ids } = await fullDay(2);
    server.restore(morning, 'e2');
    const lie = { status: 'applied', rev: 1, reason: null, photos_missing: [] };
    profile.network.befall(HAVE, async () =>
      Response.json({ epoch: 'e2', rev: 1, answers: ids.map((id) => ({ id, hash: '0', ...lie })) }),
    );
    await phone.sync('button');
    expect(phone.status.get().error).toBe('bad_answer');
    await settle(phone);
    expect([...server.facts.keys()]).toEqual(ids);
  });

  test('twice_in_a_run_is_asked_anew_by_the_next', async () => {
    const { server, profile, phone, morning, ids } = await fullDay(2);
    server.restore(server.backup(), 'e2');
    profile.network.befall(HAVE, (_, deliver) => {
      server.restore(morning, 'e3');
      return deliver();
    });
    await phone.sync('button');
    await settle(phone);
    expect([...server.facts.keys()]).toEqual(ids);
  });

  test('forgets_nothing_by_a_backup_of_the_time_before', async () => {
    const { server, profile, phone, morning, ids } = await fullDay(2);
    server.restore(morning, 'e2');
    workOnWithout(server);
    server.backedUpRev = server.backup().rev;
    profile.network.befall(HAVE, loseAnswer);
    await phone.sync('button');
    expect(await phone.records()).toHaveLength(2);
    server.backedUpRev = null;
    await settle(phone);
    expect([...server.facts.keys()]).toEqual(ids);
  });

  test('hears_of_a_record_whose_id_it_knows_with_other_bytes_and_holds_it', async () => {
    const { server, phone, morning, ids } = await fullDay(1);
    const [id = ''] = ids;
    const [, known] = [...server.facts].find(([key]) => key === id) ?? [];
    if (known === undefined) throw new RangeError(id);
    server.restore(morning, 'e2');
    server.facts.set(id, { ...known, hash: 'f'.repeat(64) });
    await settle(phone);
    expect([...server.facts.values()].map(({ status }) => status)).toEqual(['applied', 'held']);
    expect(phone.status.get().waiting).toMatchObject({ facts: 0, held: 1 });
  });

  test('gets_photos_back_although_it_kept_the_record', async () => {
    const server = smallSchool();
    const phone = await new Profile(server).signedIn();
    await phone.record(inspection(1, [photo(1), photo(2)]));
    await settle(phone);
    server.restore({ ...server.backup(), photos: new Map() }, 'e2');
    await settle(phone);
    expect(server.photos.size).toBe(2);
    expect((await phone.records())[0]?.custody).toEqual({ state: 'complete' });
  });

  test('is_not_answered_by_a_frozen_tab_that_still_holds_a_receipt_of_before', async () => {
    const { server, profile, phone, morning } = await fullDay(0);
    const receipt = held();
    profile.network.befall('/facts', receipt.fault);
    await phone.record(inspection(1));
    await receipt.isHeld;
    server.restore(morning, 'e2');
    workOnWithout(server);
    profile.clock.pass(LEASE_MS + 1);
    profile.network.befall(
      '/facts',
      answers(() => problem(503, 'busy')),
    );
    const other = await newTab(profile);
    await other.sync('button');
    receipt.release();
    await phone.sync('button');
    await settle(other);
    expect(server.facts.size).toBe(1);
    expect(other.status.get().waiting.facts).toBe(0);
  });
});

describe('records that an administrator decides on', () => {
  async function heldRecord() {
    const server = smallSchool();
    const profile = new Profile(server);
    const phone = await profile.signedIn();
    profile.network.cut(true);
    const saved = await phone.record(inspection(1, [photo(1)]));
    server.poison.set(saved.id, 'held');
    profile.network.cut(false);
    await settle(phone);
    return { server, phone, id: saved.id };
  }

  test('stay_shown_until_the_register_has_reached_the_repair', async () => {
    const { server, phone, id } = await heldRecord();
    expect((await phone.register().asset(assetId(1)))?.overlaid).toBe(true);
    server.resolve(id, 'applied');
    await settle(phone);
    expect(phone.status.get().waiting).toMatchObject({ held: 0, dismissed: 0 });
    expect((await phone.records())[0]?.custody).toEqual({ state: 'complete' });
    const asset = await phone.register().asset(assetId(1));
    expect(asset).toMatchObject({ overlaid: false, last_result: 'abnormal' });
  });

  test('are_shown_no_more_when_they_were_put_aside_and_say_why', async () => {
    const { server, phone, id } = await heldRecord();
    server.resolve(id, 'dismissed', '重复登记');
    await settle(phone);
    expect((await phone.records())[0]?.custody).toEqual({ state: 'dismissed', reason: '重复登记' });
    expect(phone.status.get().waiting).toMatchObject({ facts: 0, held: 0, dismissed: 1 });
    const asset = await phone.register().asset(assetId(1));
    expect(asset).toMatchObject({ overlaid: false, last_result: null });
  });

  test('are_forgotten_only_when_a_backup_covers_the_decision', async () => {
    const { server, phone, id } = await heldRecord();
    const before = server.backup().rev;
    server.resolve(id, 'dismissed', '重复登记');
    server.backedUpRev = before;
    await settle(phone);
    expect(await phone.records()).toHaveLength(1);
    server.backedUpRev = server.backup().rev;
    await settle(phone);
    expect(await phone.records()).toEqual([]);
  });
});
