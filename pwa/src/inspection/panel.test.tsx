// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { InspectionBody } from '../domain/facts';
import { placeViewOf, type View, viewOf } from '../field/thing';
import type { Phone } from '../sync';
import type { FakeServer } from '../sync/testing/fakeServer';
import { assetId, Profile, ROOM, settle, smallSchool } from '../sync/testing/world';
import { allTexts } from '../ui/messages';
import type { PanelProps } from './panelProps';
import { ThingPanel } from './ThingPanel';

const SHORT = { zh: '接触不良', en: 'loose' };
const check = (key: string, zh: string) => ({
  ...{ key, zh, en: zh, answer: 'check', photo_when_abnormal: false },
  phrases: [{ key: 'loose', ...SHORT }],
});
const VOLTS = {
  ...{ key: 'volts', zh: '电压', en: 'volts', answer: 'reading', unit: 'V' },
  ...{ low: '210', high: '240', photo_when_abnormal: false, phrases: [] },
};
const ROUND = { route_id: 'r1', day: '2026-11-21', slot: '1' };
const SCANNED = 1_800_000_000_123;

let server: FakeServer;
let phone: Phone;
const saved = vi.fn();

async function openSchool(asks: readonly object[], subject: string): Promise<void> {
  server = smallSchool();
  server.put('checklist', ['list', 0, 2, '检查', 'Check', [subject], asks]);
  phone = await new Profile(server).signedIn();
}

async function show(view: View, props: Partial<PanelProps> = {}): Promise<void> {
  const panel = <ThingPanel phone={phone} view={view} how="camera" onSaved={saved} {...props} />;
  await act(() => render(panel, document.body));
}

async function lamp(): Promise<View> {
  const asset = await phone.register().asset(assetId(1));
  if (asset === null) throw new RangeError(assetId(1));
  return viewOf(phone.register(), asset);
}

/** Taps what carries exactly this text, as soon as it is there. */
async function tap(text: string): Promise<void> {
  const target = await vi.waitFor(() => {
    const shown = [...document.querySelectorAll<HTMLElement>('button, label')];
    const found = shown.filter((one) => one.textContent === text);
    expect(found.length, `${text} in ${document.body.textContent}`).toBeGreaterThan(0);
    return found[0];
  });
  await act(async () => {
    (target?.querySelector('input') ?? target)?.click();
  });
}

async function type(text: string): Promise<void> {
  const input = await vi.waitFor(() => {
    const found = document.querySelector<HTMLInputElement>('input[inputmode=decimal]');
    if (found === null) throw new RangeError('no number is asked');
    return found;
  });
  input.value = text;
  await act(async () => {
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

/** What the server got. */
async function recorded(): Promise<InspectionBody> {
  await vi.waitFor(() => expect(saved).toHaveBeenCalled());
  await settle(phone);
  const [fact] = [...server.facts.values()];
  return fact?.envelope.body as InspectionBody;
}

beforeEach(() => allTexts());
afterEach(() => {
  render(null, document.body);
  saved.mockClear();
  phone.stop();
});

test('an exception costs three taps: 异常, a phrase, 保存', async () => {
  await openSchool([check('wire', '线路'), check('glass', '灯罩')], 'asset:k1');
  await show(await lamp(), { round: ROUND, scannedAt: SCANNED });
  await tap('异常');
  await tap('接触不良');
  await tap('保存');
  expect(await recorded()).toMatchObject({
    result: 'abnormal',
    condition: 'usable',
    level: 'general',
    phrases: ['wire:loose'],
    checklist: { id: 'list', version: 2 },
    answers: [
      { item: 'wire', answer: 'abnormal', value: null },
      { item: 'glass', answer: 'ok', value: null },
    ],
    round: ROUND,
    scanned_at: SCANNED,
  });
  expect(saved).toHaveBeenCalledWith('abnormal');
});

test('正常 is one tap where nothing is to be read', async () => {
  await openSchool([check('wire', '线路')], 'asset:k1');
  await show(await lamp(), { round: ROUND });
  await tap('正常');
  expect(await recorded()).toMatchObject({
    result: 'ok',
    answers: [{ item: 'wire', answer: 'ok' }],
    round: ROUND,
    scanned_at: null,
  });
});

test('正常 asks for the number, and says at once that it is out of its limits', async () => {
  await openSchool([check('wire', '线路'), VOLTS], 'asset:k1');
  await show(await lamp());
  await tap('正常');
  await tap('保存');
  expect(document.querySelector('.notice-bad')?.textContent).toBe('还没填：电压');
  await type('190');
  expect(document.querySelector('.field-error')?.textContent).toBe('不在正常范围内，记为异常');
  await tap('重大');
  await tap('保存');
  expect(await recorded()).toMatchObject({
    result: 'abnormal',
    level: 'major',
    answers: [
      { item: 'wire', answer: 'ok' },
      { item: 'volts', answer: 'abnormal', value: '190' },
    ],
  });
});

test('a half-filled form comes back with its answers in the round it is come upon again', async () => {
  await openSchool([check('wire', '线路'), VOLTS], 'asset:k1');
  await show(await lamp());
  await tap('正常');
  await type('220.5');
  await act(() => render(null, document.body));
  await show(await lamp(), { round: ROUND, scannedAt: SCANNED });
  await tap('保存');
  expect(await recorded()).toMatchObject({
    result: 'ok',
    answers: [{ item: 'wire' }, { item: 'volts', answer: 'ok', value: '220.5' }],
    round: ROUND,
    scanned_at: SCANNED,
  });
});

test('a form begun at a stop goes on with what the stop asks, wherever it is opened', async () => {
  await openSchool([VOLTS], 'of:no:kind');
  const [own = null] = await phone.register().checklists();
  await show({ ...(await lamp()), checklist: own }, { round: ROUND, scannedAt: SCANNED });
  await tap('正常');
  await type('230');
  await act(() => render(null, document.body));
  await show(await lamp(), { how: 'picked' });
  await tap('保存');
  expect(await recorded()).toMatchObject({
    checklist: { id: 'list', version: 2 },
    answers: [{ item: 'volts', value: '230' }],
    round: ROUND,
    how: 'camera',
    scanned_at: SCANNED,
  });
});

test('a place is asked what its kind of place is asked', async () => {
  await openSchool([check('door', '门窗')], 'place:room');
  const room = await placeViewOf(phone.register(), ROOM);
  if (room === null) throw new RangeError(ROOM);
  await show(room);
  await tap('异常');
  await tap('接触不良');
  await tap('当场已改正（照样记录）');
  await tap('保存');
  expect(await recorded()).toMatchObject({
    asset_id: null,
    place_id: ROOM,
    fixed_on_spot: true,
    answers: [{ item: 'door', answer: 'abnormal' }],
  });
});

test('a spot check asks for a photo before 正常 is saved, and takes a no', async () => {
  await openSchool([], 'asset:none');
  await show(await lamp(), { wantsPhoto: true });
  await tap('正常');
  await tap('保存');
  await vi.waitFor(() =>
    expect(document.querySelector('.notice-bad')?.textContent).toBe('请先拍一张照片'),
  );
  await tap('拍不了，直接保存');
  expect(await recorded()).toMatchObject({ result: 'ok', photos: [] });
});
