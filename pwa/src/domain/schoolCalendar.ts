import { dayNumber, isoWeekday } from './schoolDay';

/**
 * What each day is at the school. Mirrors server/domain/school_calendar.py, where the rule is
 * explained; tests/contract/due_rounds.json binds both.
 */
export type DayKind = 'school_day' | 'make_up' | 'weekend' | 'holiday' | 'vacation';

/** A school year as the register has it; days are YYYY-MM-DD, both ends included. */
export interface StoredYear {
  readonly starts_on: string;
  readonly ends_on: string;
  readonly terms: readonly { readonly starts_on: string; readonly ends_on: string }[];
  readonly days: readonly { readonly day: string; readonly kind: string }[];
}

/** Both days (as numbers) are included. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

interface Year extends Span {
  readonly terms: readonly Span[];
  readonly days: ReadonlyMap<number, string>;
}

/** All school years, oldest first. */
export interface SchoolCalendar {
  readonly years: readonly Year[];
}

const FRIDAY = 5;

/** The calendar of the register's school years, in any order. */
export function calendarOf(stored: readonly StoredYear[]): SchoolCalendar {
  return { years: stored.map(yearOf).sort((a, b) => a.first - b.first) };
}

/** The terms of all years, oldest first. */
export function termsOf(calendar: SchoolCalendar): readonly Span[] {
  return calendar.years.flatMap(({ terms }) => terms);
}

/** What the day with this number is. */
export function dayKind(calendar: SchoolCalendar, day: number): DayKind {
  const year = calendar.years.find((one) => holds(one, day));
  const special = year?.days.get(day);
  if (special !== undefined) return special === 'school_day' ? 'make_up' : 'holiday';
  if (isVacation(calendar, year, day)) return 'vacation';
  return isoWeekday(day) <= FRIDAY ? 'school_day' : 'weekend';
}

export function isSchoolDay(calendar: SchoolCalendar, day: number): boolean {
  const kind = dayKind(calendar, day);
  return kind === 'school_day' || kind === 'make_up';
}

/** Whether a day is a holiday or in the vacation; a plain weekend is neither. */
export function isHoliday(calendar: SchoolCalendar, day: number): boolean {
  const kind = dayKind(calendar, day);
  return kind === 'holiday' || kind === 'vacation';
}

const holds = (span: Span, day: number) => span.first <= day && day <= span.last;

function isVacation({ years }: SchoolCalendar, year: Year | undefined, day: number): boolean {
  if (year !== undefined) {
    return year.terms.length > 0 && !year.terms.some((term) => holds(term, day));
  }
  const [oldest, newest] = [years[0], years[years.length - 1]];
  return !!oldest && !!newest && oldest.first < day && day < newest.last;
}

function yearOf(stored: StoredYear): Year {
  return {
    ...spanOf(stored),
    terms: stored.terms.map(spanOf),
    days: new Map(stored.days.map(({ day, kind }) => [dayNumber(day), kind])),
  };
}

function spanOf(stored: { readonly starts_on: string; readonly ends_on: string }): Span {
  return { first: dayNumber(stored.starts_on), last: dayNumber(stored.ends_on) };
}
