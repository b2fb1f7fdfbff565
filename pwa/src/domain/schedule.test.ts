import { describe, expect, test } from 'vitest';
import vectors from '../../../tests/contract/due_rounds.json';
import { type DueRound, dueRounds, EXTRA, extraRound, windowOf } from './schedule';
import { calendarOf, dayKind, type StoredYear } from './schoolCalendar';
import { dayNumber, schoolDay } from './schoolDay';

const calendar = (name: string) =>
  calendarOf((vectors.calendars as Record<string, StoredYear[]>)[name] ?? []);

type Written = (typeof vectors.windows)[number]['window'];

function read(due: Written): DueRound {
  const [starts_at, ends_at] = [Date.parse(due.starts_at), Date.parse(due.ends_at)];
  return { ...due, starts_at, ends_at, grace_ends_at: Date.parse(due.grace_ends_at) };
}

describe('due rounds mirror the server', () => {
  test.each(vectors.day_kinds)('$day is a $kind by the calendar $calendar', (of) =>
    expect(dayKind(calendar(of.calendar), dayNumber(of.day))).toBe(of.kind),
  );
  test.each(vectors.due)('$why', (of) =>
    expect(dueRounds(of.schedule, calendar(of.calendar), of.first, of.last)).toEqual(
      of.due.map(read),
    ),
  );
  test.each(vectors.windows)('$day $slot has a window', (of) =>
    expect(windowOf(of.schedule, calendar(of.calendar), of.day, of.slot)).toEqual(read(of.window)),
  );
});

test('a cycle that a newer server invented is never due, yet can be walked', () => {
  const newer = { cycle: 'every_blue_moon', slots: [] };
  expect(dueRounds(newer, calendar('none'), '2026-01-01', '2026-12-31')).toEqual([]);
  expect(windowOf(newer, calendar('none'), '2026-11-21', EXTRA)).toEqual(extraRound('2026-11-21'));
});

test("the school's day begins at midnight of UTC+8, whatever zone the phone is set to", () => {
  expect(schoolDay(Date.parse('2026-11-20T15:59:59Z'))).toBe('2026-11-20');
  expect(schoolDay(Date.parse('2026-11-20T16:00:00Z'))).toBe('2026-11-21');
});
