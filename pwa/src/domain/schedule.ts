import { type Cyclic, periodsOf } from './periods';
import type { SchoolCalendar, Span } from './schoolCalendar';
import { dayNumber, dayText, momentOf } from './schoolDay';

/**
 * Which rounds are due when. Mirrors server/domain/schedule.py and due_rounds.py; both are held to
 * tests/contract/due_rounds.json. The server has checked every schedule that it sends.
 */
export const EXTRA = 'extra';

const DAY_MINUTES = 1440;

interface Slot {
  readonly key: string;
  readonly name: string;
  /** HH:MM; an `end` that is not after `start` is on the next day. */
  readonly start: string;
  readonly end: string;
  /** Minutes after the end. */
  readonly grace: number;
}

interface Schedule extends Cyclic {
  readonly slots: readonly Slot[];
}

/** A schedule as a route of the register has it. */
export type StoredSchedule = Readonly<Record<string, unknown>>;

/**
 * `day` (YYYY-MM-DD) is the school's day on which the period begins; with `slot` it names the round.
 * Moments are ms since 1970. `slot_name` is empty for a walk outside of the schedule.
 */
export interface DueRound {
  readonly day: string;
  readonly slot: string;
  readonly slot_name: string;
  readonly starts_at: number;
  readonly ends_at: number;
  readonly grace_ends_at: number;
}

/** All rounds whose `day` lies in `first`..`last` (both included), by day, then by slot. */
export function dueRounds(
  stored: StoredSchedule,
  calendar: SchoolCalendar,
  first: string,
  last: string,
): readonly DueRound[] {
  const schedule = stored as unknown as Schedule;
  if (schedule.cycle === 'none') return [];
  const range = { first: dayNumber(first), last: dayNumber(last) };
  return periodsOf(schedule, calendar, range).flatMap((period) =>
    schedule.slots.map((slot) => dueRound(period, slot)),
  );
}

/** The window of a walk on `day` in `slot`: as due, or the whole day without grace. */
export function windowOf(
  stored: StoredSchedule,
  calendar: SchoolCalendar,
  day: string,
  slot: string,
): DueRound {
  const due = dueRounds(stored, calendar, day, day).find((one) => one.slot === slot);
  if (due !== undefined) return due;
  const known = (stored as unknown as Schedule).slots.find(({ key }) => key === slot);
  return wholeDay(day, slot, known?.name ?? '');
}

/** A walk outside of the schedule: the whole of `day`, no grace. */
export function extraRound(day: string): DueRound {
  return wholeDay(day, EXTRA, '');
}

function dueRound({ first, last }: Span, slot: Slot): DueRound {
  const [start, end] = [minutes(slot.start), minutes(slot.end)];
  const ends_at = momentOf(last, end <= start ? end + DAY_MINUTES : end);
  return {
    day: dayText(first),
    slot: slot.key,
    slot_name: slot.name,
    starts_at: momentOf(first, start),
    ends_at,
    grace_ends_at: ends_at + slot.grace * 60_000,
  };
}

function wholeDay(day: string, slot: string, slot_name: string): DueRound {
  const starts_at = momentOf(dayNumber(day));
  const ends_at = momentOf(dayNumber(day) + 1);
  return { day, slot, slot_name, starts_at, ends_at, grace_ends_at: ends_at };
}

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
