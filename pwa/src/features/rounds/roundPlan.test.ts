import { expect, test } from 'vitest';
import type { RecordEntry, Stop } from '../../db';
import { type OthersStop, planOf, standing } from './roundPlan';

const stop = (asset: string): Stop => ({ asset_id: asset, place_id: null, checklist_id: null });
const ROUTE = [stop('a'), stop('b'), stop('c'), stop('d')];

let made = 0;
function entry(
  asset: string,
  said: Omit<Partial<RecordEntry>, 'summary'> & { summary?: object } = {},
): RecordEntry {
  made += 1;
  const { summary, ...rest } = said;
  return {
    id: `f${made}`,
    seq: made,
    type: 'inspection_recorded',
    observed_at: made * 1000,
    withdrawn: false,
    ...rest,
    summary: { asset_id: asset, result: 'ok', name: asset, ...summary },
  } as RecordEntry;
}

const newestFirst = (...entries: RecordEntry[]) => entries.reverse();
const states = (records: RecordEntry[], others: OthersStop[] = []) =>
  planOf(ROUTE, records, others).stops.map(({ state }) => state);

test('a round begins at its first stop and goes on after the one recorded last', () => {
  expect(planOf(ROUTE, [], []).next?.id).toBe('a');
  expect(planOf(ROUTE, newestFirst(entry('b')), []).next?.id).toBe('c');
  expect(planOf(ROUTE, newestFirst(entry('b'), entry('d')), []).next?.id).toBe('a');
  const all = newestFirst(entry('a'), entry('b'), entry('c'), entry('d'));
  expect(planOf(ROUTE, all, []).next).toBeUndefined();
});

test('what is withdrawn is left again, and what was recorded anew counts', () => {
  const wrong = entry('a', { withdrawn: true });
  expect(states(newestFirst(wrong))[0]).toBe('left');
  const right = entry('a', { summary: { result: 'abnormal' } });
  expect(states(newestFirst(wrong, right))[0]).toBe('abnormal');
});

test('a stop without a scan is told apart, also when it was inspected all the same', () => {
  const locked = entry('a', { type: 'stop_unscanned', summary: { result: null, why: 'locked' } });
  expect(states(newestFirst(locked))[0]).toBe('unscanned');
  const seen = planOf(ROUTE, newestFirst(entry('a'), locked), []).stops[0];
  expect([seen?.state, seen?.unscanned]).toEqual(['ok', true]);
});

test('what was put right on the spot is neither in order nor open', () => {
  const fixed = entry('a', { summary: { result: 'abnormal', fixed: true } });
  expect(states(newestFirst(fixed))[0]).toBe('fixed');
});

test('what another walker did is done, and this phone knows its own better', () => {
  const other = {
    asset_id: 'b',
    place_id: null,
    fixed: false,
    unscanned: false,
    by: '王五',
    at: 1,
  };
  const told: OthersStop[] = [{ ...other, result: 'abnormal' }];
  const plan = planOf(ROUTE, newestFirst(entry('a')), told);
  expect(plan.next?.id).toBe('c');
  expect(plan.stops[1]).toMatchObject({ state: 'abnormal', by: '王五', own: undefined });
  expect(states(newestFirst(entry('b')), told)[1]).toBe('ok');
});

test('a thing that is no stop is an unplanned find, and a signature closes the round', () => {
  const find = entry('x', { summary: { result: 'abnormal' } });
  const end = entry('', { type: 'round_ended', summary: { asset_id: null, result: null } });
  const plan = planOf(ROUTE, newestFirst(entry('a'), find, end), []);
  expect(plan.unplanned).toEqual([find]);
  expect(plan.ending).toBe(end);
  expect(plan.done).toHaveLength(1);
});

test('what this person took back here is not done because the server has not heard of it', () => {
  const told = (by: string): OthersStop[] => [
    { asset_id: 'a', place_id: null, result: 'ok', fixed: false, unscanned: false, by, at: 1 },
  ];
  const records = [entry('a', { withdrawn: true })];
  expect(standing(told('殷师傅'), records, '殷师傅')).toEqual([]);
  expect(standing(told('王五'), records, '殷师傅')).toHaveLength(1);
  // Begun on a phone that died, gone on with on this one.
  expect(standing(told('殷师傅'), [], '殷师傅')).toHaveLength(1);
});
