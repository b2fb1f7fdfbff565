import { isHoliday, isSchoolDay, type SchoolCalendar, type Span, termsOf } from './schoolCalendar';
import { dayNumber, dayText, isoWeekday } from './schoolDay';

/**
 * The periods of a schedule: single days, weeks, half months, months, parts of terms. Mirrors
 * server/domain/periods.py, where it is explained why a week is named by its Monday.
 */
export interface Cyclic {
  readonly cycle: string;
  readonly weekdays?: readonly number[];
  readonly times?: number;
  readonly days_before?: number;
  readonly on_holidays?: boolean;
}

const HALF = 15;

/** The periods whose first day lies in `range`; none of a cycle that a newer server invented. */
export function periodsOf(
  schedule: Cyclic,
  calendar: SchoolCalendar,
  range: Span,
): readonly Span[] {
  const ofTerms = ofTermsBy(schedule, calendar);
  if (ofTerms !== null) {
    return ofTerms.filter(({ first }) => range.first <= first && first <= range.last);
  }
  return daysOf(range)
    .map((day) => beginning(schedule.cycle, day))
    .filter((period): period is Span => period !== null && counts(schedule, calendar, period));
}

function daysOf({ first, last }: Span): readonly number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n);
}

/** The period that begins on `day` by the calendar on the wall. */
function beginning(cycle: string, day: number): Span | null {
  if (cycle === 'school_days' || cycle === 'weekdays') return { first: day, last: day };
  if (cycle === 'weekly') return isoWeekday(day) === 1 ? { first: day, last: day + 6 } : null;
  const inMonth = Number(dayText(day).slice(8));
  if (cycle === 'monthly') return inMonth === 1 ? { first: day, last: monthEnd(day) } : null;
  if (cycle !== 'half_monthly') return null;
  if (inMonth === 1) return { first: day, last: day + HALF - 1 };
  return inMonth === HALF + 1 ? { first: day, last: monthEnd(day) } : null;
}

function monthEnd(day: number): number {
  const month = dayText(day).slice(0, 7);
  const next = dayText(dayNumber(`${month}-28`) + 4);
  return dayNumber(`${next.slice(0, 7)}-01`) - 1;
}

function counts(schedule: Cyclic, calendar: SchoolCalendar, period: Span): boolean {
  const goesOn = schedule.on_holidays === true;
  if (schedule.cycle === 'school_days') return isSchoolDay(calendar, period.first);
  if (schedule.cycle === 'weekdays') {
    const named = schedule.weekdays?.includes(isoWeekday(period.first)) ?? false;
    return named && (goesOn || !isHoliday(calendar, period.first));
  }
  return goesOn || daysOf(period).some((day) => isSchoolDay(calendar, day));
}

function ofTermsBy(schedule: Cyclic, calendar: SchoolCalendar): readonly Span[] | null {
  const terms = termsOf(calendar);
  if (schedule.cycle === 'per_term') {
    return terms.flatMap((term) => partsOf(term, schedule.times ?? 1));
  }
  if (schedule.cycle !== 'before_term') return null;
  return terms.map(({ first }, n) => {
    const earliest = terms[n - 1]?.first ?? Number.NEGATIVE_INFINITY;
    return { first: Math.max(first - (schedule.days_before ?? 1), earliest), last: first - 1 };
  });
}

/** A term in parts that differ by a day at most; with fewer days than parts, one part a day. */
function partsOf({ first, last }: Span, times: number): readonly Span[] {
  const days = last - first + 1;
  const count = Math.min(times, days);
  return Array.from({ length: count }, (_, n) => ({
    first: first + Math.floor((n * days) / count),
    last: first + Math.floor(((n + 1) * days) / count) - 1,
  }));
}
