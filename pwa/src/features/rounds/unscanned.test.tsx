// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Phone } from '../../sync';
import { assetId, Profile, smallSchool } from '../../sync/testing/world';
import { allTexts } from '../../ui/messages';
import type { PlannedStop } from './roundPlan';
import { UnscannedForm } from './UnscannedForm';

const ROUND = { route_id: 'r1', day: '2026-11-21', slot: 'night' };
const NAME = { title: '讲台', place: '教学楼 / 305', placeId: 'p', subject: 'asset:desk' };
const STOP: PlannedStop = {
  stop: { asset_id: assetId(1), place_id: null, checklist_id: null },
  id: assetId(1),
  ...{ n: 1, state: 'left', unscanned: false, at: null, own: undefined, by: undefined },
};

let profile: Profile;
const onSaved = vi.fn();
const onCancel = vi.fn();

async function show(phone: Phone): Promise<void> {
  const said = { phone, round: ROUND, stop: STOP, name: NAME, onSaved, onCancel };
  await act(() => render(<UnscannedForm {...said} />, document.body));
  await vi.waitFor(() => expect(document.querySelector('fieldset')).not.toBeNull());
}

async function tap(text: string): Promise<void> {
  const all = [...document.querySelectorAll<HTMLElement>('button, label')];
  const target = all.filter((one) => one.textContent === text).pop();
  if (target === undefined) throw new RangeError(`${text} in ${document.body.textContent}`);
  await act(async () => (target.querySelector('input') ?? target).click());
}

/** The page is gone and the app is opened again on the same phone. */
async function afterDeath(): Promise<Phone> {
  render(null, document.body);
  return profile.signedIn();
}

beforeEach(async () => {
  await allTexts();
  profile = new Profile(smallSchool());
  onSaved.mockClear();
  onCancel.mockClear();
});
afterEach(() => render(null, document.body));

test('why a label could not be scanned is there again after the phone died', async () => {
  const phone = await profile.signedIn();
  await show(phone);
  await tap('标签坏了');
  await vi.waitFor(async () => expect(await phone.drafts().all()).toHaveLength(1));
  const again = await afterDeath();
  expect(await again.drafts().all()).toMatchObject([
    { thing: `rounds/r1/2026-11-21/night?unscanned=${assetId(1)}`, name: '讲台' },
  ]);
  await show(again);
  expect(document.body.textContent).toContain('上次没填完');
  await tap('保存');
  await vi.waitFor(() => expect(onSaved).toHaveBeenCalled());
  expect(await again.records()).toMatchObject([
    { type: 'label_requested' },
    { type: 'stop_unscanned', summary: { why: 'label_worn' } },
  ]);
  expect(await again.drafts().all()).toEqual([]);
});

test('a form without a reason is not saved, and says so', async () => {
  const phone = await profile.signedIn();
  await show(phone);
  await tap('保存');
  expect(document.querySelector('[role=alert]')?.textContent).toBe('请先选原因');
  expect(await phone.records()).toEqual([]);
});

test('what was begun is given up only after a question', async () => {
  const phone = await profile.signedIn();
  await show(phone);
  await tap('门锁着');
  await tap('取消');
  expect(onCancel).not.toHaveBeenCalled();
  await tap('不保存');
  await vi.waitFor(() => expect(onCancel).toHaveBeenCalled());
  expect(await phone.drafts().all()).toEqual([]);
});
