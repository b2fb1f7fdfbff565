import { expect, test } from 'vitest';
import type { Checklist } from '../db';
import type { ChecklistItem } from '../domain/checklist';
import type { PlaceView, ThingView, View } from '../field/thing';
import { isOneTap, sectionsOf } from './answers';
import { factOf, lackOf } from './inspectionFact';
import { answering, BLANK, type Form, subjectOf } from './subject';

const LAMP = {
  asset: { id: 'a1', name: '灯' },
  place: '教学楼 / 301',
  code: 'DKQ7P62DY',
  checklist: null,
} as ThingView;
const ROOM = {
  here: { id: 'p1', name: '301' },
  place: '教学楼',
  code: null,
  checklist: null,
} as PlaceView;

const item = (key: string, change: Partial<ChecklistItem> = {}): ChecklistItem => ({
  key,
  zh: key,
  en: key,
  answer: 'check',
  photo_when_abnormal: false,
  phrases: [],
  ...change,
});
const asking = (...items: ChecklistItem[]): Checklist => ({
  id: 'lamp',
  rev: 1,
  version: 3,
  name_zh: '灯',
  name_en: 'Lamp',
  subjects: [],
  items,
});
const asked = (view: View, checklist: Checklist): View => ({ ...view, checklist });
const PRESSURE = item('pressure', { answer: 'reading', unit: 'MPa', low: '1.0', high: '1.4' });
const CHECKED = asking(item('glass'), item('wire', { photo_when_abnormal: true }));
const PHOTO = { bytes: new ArrayBuffer(1), width: 1, height: 1, taken_at: 1 };

const form = (said: Partial<Form> = {}): Form => ({
  ...subjectOf(LAMP, 'camera'),
  ...BLANK,
  ...said,
});
const abnormal = (key: string) => ({ item: key, answer: 'abnormal', value: null }) as const;

test('正常 answers every check, and names the version that was asked', () => {
  expect(factOf(asked(LAMP, CHECKED), form({ result: 'ok' }))).toMatchObject({
    asset_id: 'a1',
    place_id: null,
    result: 'ok',
    condition: 'intact',
    checklist: { id: 'lamp', version: 3 },
    answers: [
      { item: 'glass', answer: 'ok', value: null },
      { item: 'wire', answer: 'ok', value: null },
    ],
    level: null,
    fixed_on_spot: false,
  });
});

test('one tap is enough where nothing is to be measured, chosen or scored', () => {
  expect([isOneTap(null), isOneTap(CHECKED)]).toEqual([true, true]);
  expect(isOneTap(asking(item('glass'), PRESSURE))).toBe(false);
});

test('a phrase alone says what is wrong; the thing can still be used until somebody says else', () => {
  const tapped = form({ phrases: ['dark'] });
  expect(lackOf(LAMP, tapped, false)).toBeNull();
  expect(factOf(LAMP, tapped)).toMatchObject({ condition: 'usable', level: 'general' });
  const said = form({ phrases: ['dark'], condition: 'missing', level: 'major' });
  expect(factOf(LAMP, said)).toMatchObject({ condition: 'missing', level: 'major' });
});

test('异常 alone says nothing', () => {
  expect(lackOf(LAMP, form(), false)).toEqual({ lack: 'fault' });
  expect(lackOf(asked(LAMP, CHECKED), form({ words: '?' }), false)).toEqual({ lack: 'fault' });
  expect(lackOf(ROOM, form(), false)).toEqual({ lack: 'fault' });
  expect(lackOf(ROOM, form({ words: '漏水' }), false)).toBeNull();
});

test('an item that is abnormal makes the thing abnormal, whatever was tapped first', () => {
  const answers = [{ item: 'pressure', answer: 'abnormal', value: '0.2' }] as const;
  const fact = factOf(
    asked(LAMP, asking(item('glass'), PRESSURE)),
    form({ result: 'ok', answers }),
  );
  expect(fact).toMatchObject({ result: 'abnormal', condition: 'usable', level: 'general' });
  expect(fact).toMatchObject({
    answers: [{ item: 'glass', answer: 'ok', value: null }, answers[0]],
  });
});

test('a number that is still to be read keeps the form open, by name', () => {
  const list = asking(item('glass'), PRESSURE);
  const lack = { lack: 'unanswered', items: ['pressure'] };
  expect(lackOf(asked(LAMP, list), form({ result: 'ok' }), false)).toEqual(lack);
  expect(lackOf(asked(LAMP, list), form({ answers: [abnormal('glass')] }), false)).toEqual(lack);
});

test('an item that wants a photo when abnormal gets one, and only then', () => {
  const wire = form({ answers: [abnormal('wire')] });
  expect(lackOf(asked(LAMP, CHECKED), wire, false)).toEqual({ lack: 'photo', items: ['wire'] });
  expect(lackOf(asked(LAMP, CHECKED), { ...wire, photos: [PHOTO] }, false)).toBeNull();
  expect(lackOf(asked(LAMP, CHECKED), form({ answers: [abnormal('glass')] }), false)).toBeNull();
});

test('a spot check asks for a photo of what is in order', () => {
  const ok = form({ result: 'ok' });
  expect(lackOf(LAMP, ok, true)).toEqual({ lack: 'fresh' });
  expect(lackOf(LAMP, { ...ok, photos: [PHOTO] }, true)).toBeNull();
  expect(lackOf(LAMP, form({ phrases: ['dark'] }), true)).toBeNull();
});

test('a place is inspected as itself, put right on the spot and recorded all the same', () => {
  const answers = [abnormal('glass')];
  const fact = factOf(asked(ROOM, CHECKED), form({ answers, fixed_on_spot: true }));
  expect(fact).toMatchObject({ asset_id: null, place_id: 'p1', result: 'abnormal' });
  expect(fact).toMatchObject({ condition: 'usable', fixed_on_spot: true });
});

test('what was said of another version of the checklist is asked again', () => {
  const phrases = ['dark', 'wire:loose'];
  const begun = answering(form({ words: '坏', phrases, answers: [abnormal('wire')] }), CHECKED);
  expect(begun).toMatchObject({ words: '坏', phrases: ['dark'], answers: [] });
  const said = { ...begun, phrases, answers: [abnormal('wire')] };
  expect(answering(said, CHECKED)).toEqual(said);
  expect(answering(said, { ...CHECKED, version: 4 })).toMatchObject({
    checklist: { id: 'lamp', version: 4 },
    answers: [],
  });
});

test('items of one section in a row stand under one heading', () => {
  const list = ['a', 'b', 'c'].map((key) => item(key, { section_zh: key === 'c' ? '二' : '一' }));
  const sections = sectionsOf(list, (one) => one.section_zh ?? '');
  expect(sections.map(({ title, items }) => [title, items.length])).toEqual([
    ['一', 2],
    ['二', 1],
  ]);
});
