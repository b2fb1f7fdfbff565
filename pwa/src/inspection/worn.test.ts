import { expect, test } from 'vitest';
import { idsOf, viewOf } from '../field/thing';
import type { Phone } from '../sync';
import { assetId, Profile, smallSchool } from '../sync/testing/world';
import { isLabelRequested, requestLabel } from './records';

const DAY_MS = 86_400_000;

async function viewed(phone: Phone, number: number) {
  const asset = await phone.register().asset(assetId(number));
  if (asset === null) throw new RangeError(String(number));
  return viewOf(phone.register(), asset);
}

test('a worn label is asked for once, however often it is tapped', async () => {
  const profile = new Profile(smallSchool());
  const phone = await profile.signedIn();
  const view = await viewed(phone, 1);
  await Promise.all([
    requestLabel(phone, 'tap', view, 'camera'),
    requestLabel(phone, 'tap', view, 'camera'),
  ]);
  expect(await phone.records()).toMatchObject([{ type: 'label_requested' }]);
});

test('the thing says for a day that its label was asked for, unless that was taken back', async () => {
  const profile = new Profile(smallSchool());
  const phone = await profile.signedIn();
  const now = profile.clock.now();
  const asked = async (number: number, at = now) =>
    isLabelRequested(phone, idsOf(await viewed(phone, number)), at);
  expect(await asked(1)).toBe(false);
  const saved = await requestLabel(phone, 'tap', await viewed(phone, 1), 'picked');
  expect([await asked(1), await asked(2)]).toEqual([true, false]);
  expect(await asked(1, now + DAY_MS)).toBe(false);
  await phone.withdraw(saved.id);
  expect(await asked(1)).toBe(false);
});
