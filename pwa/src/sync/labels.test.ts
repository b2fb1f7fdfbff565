import { expect, test } from 'vitest';
import type { Register, Thing } from '../db/master/types';
import type { Capture } from '../db/outbox/types';
import { assetId, assetRow, Profile, ROOM, settle, smallSchool } from './testing/world';

const BLANK = 'DKQ7P62DY';
const ISSUED = 'Q9HU6Y7NC';

function bind(code: string, number: number | null): Capture {
  const thing =
    number === null
      ? { asset_id: null, place_id: ROOM }
      : { asset_id: assetId(number), place_id: null };
  return {
    draft: { type: 'label_bound', code, ...thing, how: 'camera' },
    photos: [],
    name: `课桌 ${number}`,
    place: '301教室',
  };
}

/** Where the first thing's label was issued for it. */
function labelled() {
  const server = smallSchool();
  server.put('asset', assetRow(1, { codes: [ISSUED] }));
  return server;
}

function idOf(thing: Thing | null): string | undefined {
  return thing?.thing === 'asset' ? thing.asset.id : thing?.place.id;
}

async function leadsTo(register: Register, code: string): Promise<string | undefined> {
  return idOf(await register.findByCode(code));
}

async function offline(profile: Profile) {
  const phone = await profile.signedIn();
  profile.network.cut(true);
  return phone;
}

test('a_label_bound_here_leads_to_its_thing_before_the_server_has_heard', async () => {
  const phone = await offline(new Profile(smallSchool()));
  await phone.record(bind(BLANK, 1));
  const found = await phone.register().findByCode(BLANK);
  expect(found).toMatchObject({ asset: { id: assetId(1) }, replaced_code: false });
  const asset = await phone.register().asset(assetId(1));
  expect(asset?.codes).toEqual([BLANK, 'C00000001']);
  expect(await phone.register().findByCode('C00000001')).toMatchObject({ replaced_code: true });
});

test('a_label_stuck_on_another_thing_leads_only_there', async () => {
  const phone = await offline(new Profile(labelled()));
  await phone.record(bind(ISSUED, 2));
  expect(await leadsTo(phone.register(), ISSUED)).toBe(assetId(2));
  expect((await phone.register().asset(assetId(1)))?.codes).toEqual([]);
  await phone.record(bind(ISSUED, 3));
  expect(await leadsTo(phone.register(), ISSUED)).toBe(assetId(3));
  expect((await phone.register().asset(assetId(2)))?.codes).toEqual(['C00000002']);
});

test('a_label_on_a_door_leads_to_the_place_and_replaces_the_old_one', async () => {
  const phone = await offline(new Profile(smallSchool()));
  await phone.record(bind(BLANK, null));
  expect(await leadsTo(phone.register(), BLANK)).toBe(ROOM);
  expect(await phone.register().findByCode('RRRRRRRRR')).toMatchObject({ replaced_code: true });
});

test('an_undone_binding_leads_where_the_label_led_before', async () => {
  const phone = await offline(new Profile(labelled()));
  const saved = await phone.record(bind(ISSUED, 2));
  await phone.withdraw(saved.id);
  expect(await leadsTo(phone.register(), ISSUED)).toBe(assetId(1));
  const blank = await phone.record(bind(BLANK, 2));
  await phone.withdraw(blank.id);
  expect(await leadsTo(phone.register(), BLANK)).toBeUndefined();
});

test('a_binding_undone_after_the_server_took_it_leads_nowhere_at_once', async () => {
  const profile = new Profile(smallSchool());
  const phone = await profile.signedIn();
  const saved = await phone.record(bind(BLANK, 1));
  await settle(phone);
  expect(await leadsTo(phone.register(), BLANK)).toBe(assetId(1));
  profile.network.cut(true);
  await phone.withdraw(saved.id);
  expect(await leadsTo(phone.register(), BLANK)).toBeUndefined();
  expect((await phone.register().asset(assetId(1)))?.codes).toEqual(['C00000001']);
  profile.network.cut(false);
  await settle(phone);
  expect(await leadsTo(phone.register(), BLANK)).toBeUndefined();
});

test('a_withdrawn_binding_says_nothing_about_where_others_have_stuck_the_label_since', async () => {
  const server = smallSchool();
  const profile = new Profile(server);
  const phone = await profile.signedIn();
  const saved = await phone.record(bind(BLANK, 1));
  await settle(phone);
  server.put('asset', assetRow(1), assetRow(2, { codes: [BLANK, 'C00000002'] }));
  await settle(phone);
  profile.network.cut(true);
  await phone.withdraw(saved.id);
  expect(await leadsTo(phone.register(), BLANK)).toBe(assetId(2));
});

test('once_the_register_shows_the_binding_it_alone_is_asked', async () => {
  const server = smallSchool();
  const phone = await new Profile(server).signedIn();
  await phone.record(bind(BLANK, 1));
  await settle(phone);
  expect(await leadsTo(phone.register(), BLANK)).toBe(assetId(1));
  server.put('asset', assetRow(1), assetRow(2, { codes: [BLANK] }));
  await settle(phone);
  expect(await leadsTo(phone.register(), BLANK)).toBe(assetId(2));
});

test('a_label_whose_thing_has_gone_from_this_register_leads_nowhere', async () => {
  const server = labelled();
  const profile = new Profile(server);
  const phone = await offline(profile);
  const saved = await phone.record(bind(ISSUED, 2));
  server.poison.set(saved.id, 'held');
  server.remove('asset', assetId(2));
  profile.network.cut(false);
  await settle(phone);
  expect(phone.status.get().waiting).toMatchObject({ facts: 0, held: 1 });
  expect(await leadsTo(phone.register(), ISSUED)).toBeUndefined();
});

test('whoever_has_the_phone_next_finds_the_label_too', async () => {
  const server = smallSchool();
  const profile = new Profile(server);
  const phone = await offline(profile);
  const saved = await phone.record(bind(BLANK, 1));
  server.poison.set(saved.id, 'held');
  profile.network.cut(false);
  await phone.signIn('tang', 'p-tang');
  await settle(phone);
  expect(await leadsTo(phone.register(), BLANK)).toBe(assetId(1));
});
