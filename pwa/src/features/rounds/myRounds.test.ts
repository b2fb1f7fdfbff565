import { expect, test } from 'vitest';
import type { RecordEntry, Route } from '../../db';
import { roundsAt } from './myRounds';

const route = (id: string, change: Partial<Route> = {}): Route => ({
  id,
  rev: 1,
  version: 1,
  name: id,
  purpose: 'patrol',
  stops: [
    { asset_id: 'a', place_id: null, checklist_id: null },
    { asset_id: 'b', place_id: null, checklist_id: null },
  ],
  schedule: {
    cycle: 'school_days',
    slots: [
      { key: '1', name: '早巡', start: '07:00', end: '07:40', grace: 60 },
      { key: 'n', name: '夜巡', start: '22:00', end: '05:00', grace: 0 },
    ],
  },
  person_ids: [],
  walkers: 1,
  spot_check_percent: 0,
  retired_on: null,
  ...change,
});

let seq = 0;
const entry = (round: string, change: object = {}): RecordEntry => {
  seq += 1;
  const summary = { round, asset_id: 'a', result: 'ok' };
  return {
    id: `${seq}`,
    type: 'inspection_recorded',
    withdrawn: false,
    summary,
    ...change,
  } as never;
};

// 2026-11-20 is a Friday; without a school year Monday to Friday are school days.
const at = (time: string) => Date.parse(`2026-11-${time}:00+08:00`);
const told = (now: number, routes: Route[], records: RecordEntry[] = []) => {
  const { today, yesterday } = roundsAt({ routes, years: [], records, person: 'me' }, now);
  const words = (list: typeof today) =>
    list.map((one) => `${one.due.day.slice(8)}/${one.due.slot} ${one.window} ${one.done}`);
  return { today: words(today), yesterday: words(yesterday) };
};

test("a night round that began yesterday is among today's rounds while it lasts", () => {
  expect(told(at('20T01:30'), [route('r')]).today).toEqual([
    '19/n open 0',
    '20/1 upcoming 0',
    '20/n upcoming 0',
  ]);
});

test('a window is open, then in grace, then over; a missed one of yesterday can be made up', () => {
  const day = (time: string) =>
    told(at(time), [route('r')]).today.find((one) => one.includes('/1'));
  expect(day('20T07:10')).toBe('20/1 open 0');
  expect(day('20T08:10')).toBe('20/1 grace 0');
  expect(day('20T09:00')).toBe('20/1 over 0');
  expect(told(at('21T10:00'), [route('r')])).toEqual({
    today: ['20/n over 0'],
    yesterday: ['20/1 over 0'],
  });
});

test('a round counts the stops this phone recorded, and a signature puts it last', () => {
  const records = [entry('r/2026-11-20/1'), entry('r/2026-11-20/1')];
  expect(told(at('20T07:10'), [route('r')], records).today[0]).toBe('20/1 open 1');
  const signed = [entry('r/2026-11-20/1', { type: 'round_ended' }), ...records];
  expect(told(at('20T07:10'), [route('r')], signed).today.pop()).toBe('20/1 open 1');
  const withdrawn = [entry('r/2026-11-20/1', { withdrawn: true })];
  expect(told(at('20T07:10'), [route('r')], withdrawn).today[0]).toBe('20/1 open 0');
});

test('routes of others, retired ones and those without stops are not shown', () => {
  const routes = [
    route('mine', { person_ids: ['me'] }),
    route('theirs', { person_ids: ['you'] }),
    route('retired', { retired_on: '2026-11-20' }),
    route('empty', { stops: [] }),
  ];
  const mine = roundsAt({ routes, years: [], records: [], person: 'me' }, at('20T07:10'));
  expect(mine.routes.map(({ id }) => id)).toEqual(['mine']);
});

test('a walk outside of the schedule stands in the list once it is begun', () => {
  const never = route('r', { schedule: { cycle: 'none', slots: [] } });
  expect(told(at('21T10:00'), [never]).today).toEqual([]);
  const begun = [entry('r/2026-11-21/extra')];
  expect(told(at('21T10:00'), [never], begun).today).toEqual(['21/extra open 1']);
});

test('a monthly check stands in the list until it is signed', () => {
  const slots = [{ key: '1', name: '', start: '00:00', end: '00:00', grace: 0 }];
  const monthly = route('m', { schedule: { cycle: 'monthly', slots } });
  expect(told(at('21T10:00'), [monthly]).today).toEqual(['01/1 open 0']);
  const signed = [entry('m/2026-11-01/1', { type: 'round_ended' })];
  expect(told(at('21T10:00'), [monthly], signed).today).toEqual([]);
});
