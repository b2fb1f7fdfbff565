import { expect, test } from 'vitest';
import {
  assetId,
  assetRow,
  newTab,
  Profile,
  ROOM,
  settle,
  smallSchool,
} from '../../sync/testing/world';
import { type Binding, beginBinding, bind, bindHref, bindingOf, giveUpBinding } from './binding';
import { isJustBound } from './records';
import { carrierOf, type Target, targetOf } from './target';

const CODE = 'DKQ7P62DY';
const asset = (number: number) => ({ asset_id: assetId(number), place_id: null });
const door = { asset_id: null, place_id: ROOM };

async function offline(server = smallSchool()) {
  const profile = new Profile(server);
  const phone = await profile.signedIn();
  profile.network.cut(true);
  const target = (await targetOf(phone.register(), asset(1))) as Target;
  return { profile, phone, target };
}

const steps: Binding[] = [
  { code: null, how: 'picked', thing: null, byOld: false, at: null, once: false },
  { code: null, how: 'picked', thing: asset(1), byOld: false, at: null, once: false },
  { code: CODE, how: 'photo', thing: null, byOld: true, at: ROOM, once: true },
  { code: CODE, how: 'camera', thing: door, byOld: false, at: '', once: false },
];

test.each(steps)('how far it has come stands in the address: %o', (binding) => {
  const { search } = new URL(bindHref(binding), 'http://school.invalid');
  expect(bindingOf(search)).toEqual(binding);
});

test('an address with a text that is no code of ours begins with the label', () => {
  for (const text of ['DKQ8P62DY', 'https%3A%2F%2Fexample.com', '']) {
    expect(bindingOf(`?code=${text}`).code).toBeNull();
  }
  expect(bindingOf('?code=dkq7p62dy').code).toBe(CODE);
});

test('a label that was scanned is asked about again after the phone has died', async () => {
  const { profile, phone } = await offline();
  await beginBinding(phone, CODE, 'camera', true);
  phone.stop();
  const again = await newTab(profile);
  const [kept] = await again.drafts().all();
  const { search } = new URL(`/app/${kept?.thing}`, 'http://school.invalid');
  expect(bindingOf(search).code).toBe(CODE);
  expect(await beginBinding(again, CODE, 'picked', true)).toMatchObject({ how: 'camera' });
});

test('a second tap makes no second record, and nothing is left unfinished', async () => {
  const { phone, target } = await offline();
  const draft = await beginBinding(phone, CODE, 'camera', true);
  const [one, two] = await Promise.all([bind(phone, draft, target), bind(phone, draft, target)]);
  expect(two.id).toBe(one.id);
  expect(await phone.records()).toHaveLength(1);
  expect(await phone.drafts().all()).toEqual([]);
});

test('a label that is bound leads to its thing, named with its number', async () => {
  const { phone, target } = await offline();
  await bind(phone, await beginBinding(phone, CODE, 'camera', true), target);
  expect(await carrierOf(phone.register(), CODE)).toMatchObject({
    thing: asset(1),
    name: '课桌 1 ZC-1',
    place: '教学楼 / 301教室',
  });
});

test('a label is bound to a door as to a thing', async () => {
  const { phone } = await offline();
  const target = (await targetOf(phone.register(), door)) as Target;
  expect(target).toMatchObject({ name: '301教室', place: '教学楼', hasLabel: true });
  await bind(phone, await beginBinding(phone, CODE, 'typed', true), target);
  expect((await carrierOf(phone.register(), CODE))?.thing).toEqual(door);
});

test('a label that is on something is not left unfinished when it stays there', async () => {
  const server = smallSchool();
  server.put('asset', assetRow(2, { codes: [CODE] }));
  const { phone } = await offline(server);
  expect((await carrierOf(phone.register(), CODE))?.thing).toEqual(asset(2));
  await beginBinding(phone, CODE, 'camera', false);
  expect(await phone.drafts().all()).toEqual([]);
});

test('a label that is not stuck on after all is forgotten', async () => {
  const { phone } = await offline();
  await giveUpBinding(phone, await beginBinding(phone, CODE, 'camera', true));
  expect(await phone.drafts().all()).toEqual([]);
});

test('a label that has just been bound is known while it is still in view', async () => {
  const { phone, target } = await offline();
  await bind(phone, await beginBinding(phone, CODE, 'camera', true), target);
  expect(await isJustBound(phone, CODE)).toBe(true);
  await bind(phone, await beginBinding(phone, 'Q9HU6Y7NC', 'camera', true), target);
  expect(await isJustBound(phone, CODE)).toBe(false);
});

test('a binding taken back can be made again', async () => {
  const { profile, phone, target } = await offline();
  const mistake = await bind(phone, await beginBinding(phone, CODE, 'camera', true), target);
  await phone.withdraw(mistake.id);
  expect(await carrierOf(phone.register(), CODE)).toBeNull();
  const other = (await targetOf(phone.register(), asset(2))) as Target;
  await bind(phone, await beginBinding(phone, CODE, 'camera', true), other);
  expect((await carrierOf(phone.register(), CODE))?.thing).toEqual(asset(2));
  profile.network.cut(false);
  await settle(phone);
  expect((await carrierOf(phone.register(), CODE))?.thing).toEqual(asset(2));
});

test('a thing that is not in this register is none to stick a label on', async () => {
  const { phone } = await offline();
  expect(await targetOf(phone.register(), asset(99))).toBeNull();
  expect(await targetOf(phone.register(), { asset_id: null, place_id: 'none' })).toBeNull();
});
