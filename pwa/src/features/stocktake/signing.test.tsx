// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SheetSignedBody } from '../../domain/countFacts';
import type { Phone } from '../../sync';
import { assetId, type Profile } from '../../sync/testing/world';
import { allTexts } from '../../ui/messages';
import { recordCount, recordSighting, seenWhole } from './records';
import { StocktakeScreen } from './StocktakeScreen';
import { DESKS } from './testing/room';
import { CODES, countedRoom, SHEET } from './testing/school';

const ROOM_301 = { id: SHEET, title: '教学楼 / 301教室' };
const HELPERS = '/helpers';

let profile: Profile;
let phone: Phone;
const go = vi.fn();

async function show(part: string): Promise<void> {
  const screen = { phone, go, bar: null, sheet: SHEET, part, query: '' };
  await act(() => render(null, document.body));
  await act(() => render(<StocktakeScreen {...screen} />, document.body));
  await vi.waitFor(() => expect(document.querySelector('h1, dialog')).not.toBeNull());
}

async function tap(text: string, within: ParentNode = document): Promise<void> {
  const target = await vi.waitFor(() => {
    const all = [...within.querySelectorAll<HTMLElement>('button, label')];
    const found = all.filter((one) => one.textContent === text).pop();
    if (found === undefined) throw new RangeError(`${text} in ${document.body.textContent}`);
    return found;
  });
  await act(async () => (target.querySelector('input') ?? target).click());
}

async function type(label: string, words: string): Promise<void> {
  const found = [...document.querySelectorAll('label')].find((one) => one.textContent === label);
  const input = document.getElementById(found?.htmlFor ?? '') as HTMLInputElement;
  input.value = words;
  await act(async () => void input.dispatchEvent(new Event('input', { bubbles: true })));
}

/** A long line across the field for the signature. */
async function draw(): Promise<void> {
  const canvas = document.querySelector('canvas');
  const at = (kind: string, clientX: number) =>
    new PointerEvent(kind, { clientX, clientY: 10, pointerId: 1, bubbles: true });
  await act(async () => void canvas?.dispatchEvent(at('pointerdown', 0)));
  for (const x of [100, 200, 290])
    await act(async () => void canvas?.dispatchEvent(at('pointermove', x)));
  await act(async () => void canvas?.dispatchEvent(at('pointerup', 290)));
}

const text = () => document.body.textContent ?? '';

async function signed(): Promise<SheetSignedBody | undefined> {
  const { said } = await phone.sheetRecords(SHEET);
  return said.find((one) => one.type === 'sheet_signed')?.body as SheetSignedBody | undefined;
}

beforeEach(async () => {
  await allTexts();
  go.mockClear();
  Object.defineProperties(HTMLCanvasElement.prototype, {
    clientWidth: { configurable: true, value: 300 },
    clientHeight: { configurable: true, value: 100 },
  });
  profile = countedRoom();
  phone = await profile.signedIn('tang');
  const unsent = [{ person_id: 'ines', name: 'ines', unsent: 3, last_seen_at: 1 }];
  const answer = () => Promise.resolve(Response.json({ helpers: unsent }));
  profile.network.befall(HELPERS, answer, 100);
  // Records stay on this phone: the fake school writes no sheets.
  profile.network.befall('/facts', () => Promise.reject(new TypeError('Failed to fetch')), 100);
  const counted = { group: DESKS, good: 47, damaged: 1, how: 'typed', words: '桌面开裂' } as const;
  await recordCount(phone, ROOM_301, counted, '课桌');
  await recordSighting(phone, ROOM_301, seenWhole(assetId(2), CODES[2], 'camera'), '一体机');
});
afterEach(() => render(null, document.body));

test('a room is signed once all is explained, and without a helper only for a reason', async () => {
  await show('review');
  await vi.waitFor(() => expect(text()).toContain('这 2 项不符'));
  expect(text()).toContain('还有 1 件没看到');
  await vi.waitFor(() => expect(text()).toContain('ines 的手机还有 3 条没有上传'));
  await draw();
  await tap('签名，交上去');
  expect(text()).toContain('还有 2 项没有说明');
  const [damaged, missing] = document.querySelectorAll('[data-discrepancy]');
  await tap('自然', damaged);
  await tap('不清楚', missing);
  await tap('签名，交上去');
  expect(text()).toContain('有人还没上传');
  expect(await signed()).toBeUndefined();

  await tap('不等了，现在就签');
  await type('为什么不等？', '他今天请假');
  await tap('签名，交上去');
  await vi.waitFor(() => expect(go).toHaveBeenCalledWith(`/app/stocktake/${SHEET}`, true));
  expect(await signed()).toMatchObject({
    discrepancies: [
      { key: `damaged/${DESKS}`, quantity: 1 },
      { key: `missing/${assetId(3)}`, quantity: -1 },
    ],
    explanations: [
      { key: `damaged/${DESKS}`, cause: 'natural', words: '桌面开裂' },
      { key: `missing/${assetId(3)}`, cause: 'unknown', words: '' },
    ],
    override: '他今天请假',
    signed_name: null,
  });
  await show('');
  await vi.waitFor(() => expect(text()).toContain('等总务处会签'));
});

test('what was explained is there again after the phone died, and damage from before wants a photo', async () => {
  await show('review');
  await vi.waitFor(() => expect(text()).toContain('这 2 项不符'));
  const [damaged] = document.querySelectorAll('[data-discrepancy]');
  await tap('接班前已有', damaged);
  await tap('签名，交上去');
  await vi.waitFor(() => expect(damaged?.textContent).toContain('请拍一张照片'));
  await vi.waitFor(async () => expect(await phone.drafts().all()).toHaveLength(1));
  await act(() => render(null, document.body));
  phone = await profile.signedIn('tang');
  await show('review');
  await vi.waitFor(() => expect(text()).toContain('上次没填完'));
  const [again] = document.querySelectorAll<HTMLInputElement>('[data-discrepancy] .chosen');
  expect(again?.textContent).toBe('接班前已有');
});

test('全部相符 is taken with the right total only', async () => {
  await show('');
  await tap('全部相符');
  await type('一共多少件？', '49');
  await tap('确认总数');
  expect(text()).toContain('您数的是 49，应有 50，相差 1');
  await type('一共多少件？', '５０');
  await tap('确认总数');
  await vi.waitFor(async () =>
    expect((await phone.sheetRecords(SHEET)).said[2]?.body).toEqual({ sheet_id: SHEET, total: 50 }),
  );
});

test('numbers that were begun are gone on with after the phone died', async () => {
  await show('');
  await vi.waitFor(() => expect(document.querySelector('[data-group]')).not.toBeNull());
  await act(async () => document.querySelector<HTMLElement>('[data-group]')?.click());
  await vi.waitFor(() => expect(text()).toContain('缺少'));
  const fewer = () => document.querySelectorAll<HTMLElement>('.stepper .button')[0];
  await act(async () => fewer()?.click());
  expect(text()).toContain('实有 47 少 1');
  await vi.waitFor(async () => expect(await phone.drafts().all()).toHaveLength(1));
  const [draft] = await phone.drafts().all();
  const [, query = ''] = draft?.thing.split('?') ?? [];
  const screen = { phone, go, bar: null, sheet: SHEET, part: '', query: `?${query}` };
  await act(() => render(null, document.body));
  await act(() => render(<StocktakeScreen {...screen} />, document.body));
  await vi.waitFor(() => expect(text()).toContain('上次没填完'));
  expect(text()).toContain('实有 47 少 1');
});

test('what was begun on a sheet that is no more can still be kept', async () => {
  await show('review');
  await vi.waitFor(() => expect(text()).toContain('这 2 项不符'));
  await tap('不清楚', document.querySelector('[data-discrepancy]') ?? document);
  await vi.waitFor(async () => expect(await phone.drafts().all()).toHaveLength(1));
  profile.server.remove('count_sheet', SHEET);
  await phone.sync('button');
  await show('review');
  await vi.waitFor(() => expect(text()).toContain('手机里没有这间的清查表'));
  await vi.waitFor(() => expect(text()).toContain('上次没填完'));
});
