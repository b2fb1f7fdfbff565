// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { newId, type Phone } from '../../sync';
import { assetId, type Profile } from '../../sync/testing/world';
import { allTexts } from '../../ui/messages';
import { meet } from './meet';
import { bindAndSee, takeBack } from './records';
import { scanned } from './scanned';
import { BLANK, CODES, countedRoom, DOOR, SHEET } from './testing/school';
import { loadSheet } from './useSheet';

let profile: Profile;
let phone: Phone;

beforeEach(async () => {
  await allTexts();
  profile = countedRoom();
  phone = await profile.signedIn('tang');
  // What follows happens in a room without network.
  profile.network.cut(true);
});

async function scan(text: string) {
  const inHand = await loadSheet(phone, SHEET);
  if (inHand === null) throw new RangeError(SHEET);
  const seen = { text, how: 'camera' } as const;
  return meet(phone, inHand, await scanned(phone, inHand, seen), seen);
}

const wordOf = async (text: string) => (await scan(text)).word?.text;

test('a thing of the list is ticked by its scan, a second scan says by whom and records nothing', async () => {
  const first = await scan(CODES[2]);
  expect(first).toMatchObject({ signal: 'ok', last: { asset: assetId(2) } });
  expect(await wordOf(CODES[2])).toContain('已经扫过 tang');
  expect((await phone.sheetRecords(SHEET)).said).toHaveLength(1);
  const sheet = await loadSheet(phone, SHEET);
  expect(sheet?.state).toBe('counting');
  expect(sheet?.view).toMatchObject({ expected: 50, seen: 1 });
});

test('a scan that was taken back leaves the thing to be scanned again', async () => {
  const { last } = await scan(CODES[2]);
  await takeBack(phone, { id: SHEET, title: '301' }, last?.id ?? '');
  expect((await loadSheet(phone, SHEET))?.view.seen).toBe(0);
  expect((await scan(CODES[2])).signal).toBe('ok');
});

test('what is one line of many asks for their number, and what belongs elsewhere says where', async () => {
  expect((await scan(CODES[1])).over).toMatchObject({ over: 'group' });
  const { over } = await scan(CODES[5]);
  expect(over).toMatchObject({ over: 'stranger', view: { place: '教学楼 / 302教室' } });
  expect((await phone.sheetRecords(SHEET)).said).toEqual([]);
});

test('doors, unknown labels and slips of the fingers are told apart', async () => {
  expect(await wordOf(DOOR)).toContain('这是 301教室 的门牌');
  expect((await scan('2015-041')).over).toMatchObject({ over: 'label' });
  expect((await scan(BLANK)).over).toMatchObject({ over: 'label' });
  expect(await wordOf('DKQ7P62GA')).toContain('不对');
});

test('an old sticker with the number of a thing of the list is that thing', async () => {
  expect((await scan('ZC-2')).last).toMatchObject({ asset: assetId(2) });
  expect(await wordOf(CODES[2])).toContain('已经扫过');
});

test('a blank label that was stuck on a thing leads to it, without any network', async () => {
  const ids = { binding: newId(), sighting: newId() };
  const bound = { code: BLANK, asset: assetId(3), how: 'camera', name: '一体机' } as const;
  await bindAndSee(phone, { id: SHEET, title: '301' }, ids, bound);
  expect(await wordOf(BLANK)).toContain('已经扫过');
  const sheet = await loadSheet(phone, SHEET);
  expect(sheet?.closed.lines[assetId(3)]).toBe('found');
  expect((await phone.records()).map(({ type }) => type)).toEqual(['asset_sighted', 'label_bound']);
});
