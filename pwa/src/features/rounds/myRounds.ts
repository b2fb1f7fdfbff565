import type { RecordEntry, Route, SchoolYear } from '../../db';
import { dueRounds, EXTRA, extraRound } from '../../domain/schedule';
import { calendarOf, type SchoolCalendar } from '../../domain/schoolCalendar';
import { dayNumber, dayText, momentOf, schoolDay } from '../../domain/schoolDay';
import { inOrder, type ListedRound, listed, type Made, madeOf, routesOf } from './listedRounds';

const DAY_MS = 86_400_000;

/**
 * Days to look back for windows that may touch today: the longest period of the cycle and the
 * longest grace (ten days); a part of a term may be a whole year's.
 */
const LOOK_BACK: Readonly<Record<string, number>> = {
  school_days: 12,
  weekdays: 12,
  weekly: 17,
  half_monthly: 27,
  monthly: 42,
};
const LONGEST = 380;

type Known = {
  readonly routes: readonly Route[];
  readonly years: readonly SchoolYear[];
  /** This phone's newest records. */
  readonly records: readonly RecordEntry[];
  /** Whose rounds. */
  readonly person: string;
};

export type MyRounds = {
  /** All that this person may walk, by name. */
  readonly routes: readonly Route[];
  readonly today: readonly ListedRound[];
  /** Windows of yesterday that are over and not signed on this phone. */
  readonly yesterday: readonly ListedRound[];
};

function scheduled(
  route: Route,
  calendar: SchoolCalendar,
  made: ReadonlyMap<string, Made>,
  now: number,
): readonly ListedRound[] {
  const today = dayNumber(schoolDay(now));
  const cycle = String(route.schedule.cycle);
  const first = dayText(today - (LOOK_BACK[cycle] ?? LONGEST));
  const due = dueRounds(route.schedule, calendar, first, dayText(today));
  return due.map((one) => listed(route, one, made, now));
}

/** Walks outside of the schedule that this phone began today or yesterday. */
function extras(
  route: Route,
  made: ReadonlyMap<string, Made>,
  now: number,
): readonly ListedRound[] {
  const days = [schoolDay(now), schoolDay(now - DAY_MS)];
  const begun = days.filter((day) => made.has(`${route.id}/${day}/${EXTRA}`));
  return begun.map((day) => listed(route, extraRound(day), made, now));
}

const isLong = ({ due }: ListedRound) => due.ends_at - due.starts_at > DAY_MS;

/** A long window that is signed need not stand in the list until its month is over. */
function isWorthShowing(one: ListedRound): boolean {
  return !one.signed || !isLong(one);
}

/** The night before yesterday's ended yesterday, and is yesterday's round no more. */
function isOf(one: ListedRound, start: number): boolean {
  return isLong(one) || one.due.starts_at >= start;
}

/** This person's rounds around `now`: those whose window or grace touches the school's day. */
export function roundsAt({ routes, years, records, person }: Known, now: number): MyRounds {
  const day = schoolDay(now);
  const from = momentOf(dayNumber(day));
  const mine = routesOf(routes, person, day);
  const calendar = calendarOf(years);
  const made = madeOf(records);
  const all = mine.flatMap((route) => [
    ...scheduled(route, calendar, made, now),
    ...extras(route, made, now),
  ]);
  const touches = ({ due }: ListedRound, start: number) =>
    due.starts_at < start + DAY_MS && due.grace_ends_at > start;
  const today = all.filter((one) => touches(one, from) && isWorthShowing(one));
  const before = from - DAY_MS;
  const yesterday = all.filter(
    (one) => isOf(one, before) && touches(one, before) && !touches(one, from) && !one.signed,
  );
  const byName = [...mine].sort((a, b) => a.name.localeCompare(b.name, 'zh'));
  return { routes: byName, today: inOrder(today), yesterday: inOrder(yesterday) };
}
