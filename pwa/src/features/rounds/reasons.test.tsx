// @vitest-environment happy-dom
import { render } from 'preact';
import { useState } from 'preact/hooks';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Flag } from '../../domain/evidence';
import { allTexts } from '../../ui/messages';
import { EvidenceReasons } from './EvidenceReasons';
import { type Explained, reasonsOf, unexplained } from './flagReasons';
import type { RoundInHand } from './useRound';

const FLAGS: readonly Flag[] = [
  { key: 'no_dwell', stops: Array.from({ length: 12 }, (_, n) => `s${n}`) },
  { key: 'stale_photo', stops: ['s3'] },
];
const NAMES = new Map([
  ['s3', { title: '讲台', place: '教学楼 / 305', placeId: 'p', subject: 'asset:desk' }],
]);
let explained: Explained = {};

function Review({ tried }: { readonly tried: boolean }) {
  const [kept, set] = useState({ explained });
  explained = kept.explained;
  const keep = (part: object) => set({ ...kept, ...part });
  const round = { route_id: 'r1', day: '2026-11-21', slot: '1' };
  const plan = { unplanned: [] };
  const inHand = { round, plan, names: NAMES, kept, keep } as unknown as RoundInHand;
  return <EvidenceReasons inHand={inHand} flags={FLAGS} tried={tried} />;
}

async function show(tried = false): Promise<void> {
  await act(() => render(<Review tried={tried} />, document.body));
}

async function choose(text: string): Promise<void> {
  const label = [...document.querySelectorAll('label')].find((one) => one.textContent === text);
  await act(() => label?.querySelector('input')?.click());
}

async function write(flag: string, words: string): Promise<void> {
  const field = document.querySelector<HTMLTextAreaElement>(`[data-flag=${flag}] textarea`);
  if (field === null) throw new RangeError(`no words are asked for ${flag}`);
  field.value = words;
  await act(async () => {
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

beforeEach(async () => {
  explained = {};
  await allTexts();
});
afterEach(() => render(null, document.body));

test('the walker reads what is to be explained, where it is, and may go and scan again', async () => {
  await show();
  const text = document.body.textContent ?? '';
  expect(text).toContain('有 12 处用时很短');
  expect(text).toContain('305 讲台');
  const again = document.querySelector('a');
  expect(again?.getAttribute('href')).toBe('/app/rounds/r1/2026-11-21/1/scan');
});

test('each flag takes a reason, and 其他 takes words', async () => {
  await show(true);
  expect(unexplained(FLAGS, explained).map(({ key }) => key)).toEqual(['no_dwell', 'stale_photo']);
  const asked = () => [...document.querySelectorAll('[role=alert]')].map((one) => one.textContent);
  expect(asked()).toEqual(['请选一个原因', '请写几个字']);
  await choose('其他');
  expect(asked()).toEqual(['请写几个字', '请写几个字']);
  await choose('集中在一处');
  await write('stale_photo', '  ');
  expect(unexplained(FLAGS, explained).map(({ key }) => key)).toEqual(['stale_photo']);
  await write('stale_photo', ' 早上拍的 ');
  expect(unexplained(FLAGS, explained)).toEqual([]);
  expect(reasonsOf(FLAGS, explained)).toEqual([
    { flag: 'no_dwell', stops: FLAGS[0]?.stops, reason: 'together', words: '' },
    { flag: 'stale_photo', stops: ['s3'], reason: 'other', words: '早上拍的' },
  ]);
});

test('what was said of a flag that is gone does not travel', () => {
  const said: Explained = { jumps: { reason: 'rescanned', words: '' } };
  expect(reasonsOf(FLAGS, said)).toEqual([]);
});
