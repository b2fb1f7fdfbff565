import { expect, test } from 'vitest';
import type { Phone } from '../../sync';
import { assetId, Profile, ROOM, smallSchool } from '../../sync/testing/world';
import { addToPile, pileOf } from './pile';
import { pileHref, pileStepOf } from './pileStep';
import { doneToday } from './records';
import { type Target, targetOf } from './target';

async function offline() {
  const profile = new Profile(smallSchool());
  const phone = await profile.signedIn();
  profile.network.cut(true);
  return { profile, phone };
}

async function desk(phone: Phone, number: number): Promise<Target> {
  const thing = { asset_id: assetId(number), place_id: null };
  return (await targetOf(phone.register(), thing)) as Target;
}

const names = async (phone: Phone, pile: string) =>
  (await pileOf(phone, pile)).map(({ summary }) => summary.name);

test('a pile keeps the order in which its things were taken', async () => {
  const { phone } = await offline();
  for (const number of [3, 1, 2]) await addToPile(phone, 'p', await desk(phone, number), 'camera');
  expect(await names(phone, 'p')).toEqual(['课桌 3 ZC-3', '课桌 1 ZC-1', '课桌 2 ZC-2']);
});

test('a thing that is in the pile is not taken twice', async () => {
  const { phone } = await offline();
  for (const number of [3, 1]) await addToPile(phone, 'p', await desk(phone, number), 'camera');
  const again = await addToPile(phone, 'p', await desk(phone, 3), 'picked');
  expect(again).toEqual({ number: 1, isNew: false });
  expect(await phone.records()).toHaveLength(2);
});

test('a thing taken out can be taken again and is then the last', async () => {
  const { phone } = await offline();
  for (const number of [3, 1]) await addToPile(phone, 'p', await desk(phone, number), 'camera');
  const [first] = await pileOf(phone, 'p');
  await phone.withdraw(first?.id ?? '');
  expect(await names(phone, 'p')).toEqual(['课桌 1 ZC-1']);
  const again = await addToPile(phone, 'p', await desk(phone, 3), 'camera');
  expect(again).toEqual({ number: 2, isNew: true });
});

test("a door's label goes into a pile too, beside the thing of another pile", async () => {
  const { phone } = await offline();
  const door = (await targetOf(phone.register(), { asset_id: null, place_id: ROOM })) as Target;
  await addToPile(phone, 'p', door, 'picked');
  await addToPile(phone, 'q', await desk(phone, 1), 'picked');
  expect(await addToPile(phone, 'p', door, 'picked')).toEqual({ number: 1, isNew: false });
  expect(await names(phone, 'p')).toEqual(['301教室']);
});

test('a pile is its own person’s', async () => {
  const { profile, phone } = await offline();
  await addToPile(phone, 'p', await desk(phone, 1), 'camera');
  profile.network.cut(false);
  await phone.signIn('tang', 'p-tang');
  expect(await pileOf(phone, 'p')).toEqual([]);
});

test('the day shows each pile once and leaves out what was taken back', async () => {
  const { profile, phone } = await offline();
  for (const number of [1, 2]) await addToPile(phone, 'p', await desk(phone, number), 'camera');
  const { thing, name, place } = await desk(phone, 3);
  const worn = {
    type: 'label_requested',
    ...thing,
    why: 'worn',
    pile: null,
    how: 'camera',
  } as const;
  const saved = await phone.record({ draft: worn, photos: [], name, place });
  const now = profile.clock.now();
  const today = await doneToday(phone, now);
  expect(today.piles).toMatchObject([{ id: 'p', things: 2 }]);
  expect(today.singles.map(({ id }) => id)).toEqual([saved.id]);
  await phone.withdraw(saved.id);
  expect((await doneToday(phone, now)).singles).toEqual([]);
  const tomorrow = await doneToday(phone, now + 86_400_000);
  expect(tomorrow).toEqual({ piles: [], singles: [] });
});

test('where a pile stands is its address', () => {
  for (const step of [
    { id: 'p', step: 'list', at: null },
    { id: 'p', step: 'scan', at: null },
    { id: 'p', step: 'pick', at: '' },
    { id: 'p', step: 'pick', at: ROOM },
  ] as const) {
    const { search } = new URL(pileHref(step.id, step.step, step.at), 'http://school.invalid');
    expect(pileStepOf(search)).toEqual(step);
  }
  expect(pileStepOf('').id).toBeNull();
});
