import { type DueRound, EXTRA } from '../../domain/schedule';
import { languageTag, t } from '../../ui/messages';

/** Windows are the school's times, whatever zone the phone is set to. */
const ZONE = 'Asia/Shanghai';
const DAY_MS = 86_400_000;

function format(at: number, options: Intl.DateTimeFormatOptions): string {
  return new Date(at).toLocaleString(languageTag(), { timeZone: ZONE, ...options });
}

/** `07:40`; midnight is 00:00. */
export function clockText(at: number): string {
  return format(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** `11月22日`, `22 Nov`. */
export function dayText(at: number): string {
  return format(at, { month: 'short', day: 'numeric' });
}

const isSameDay = (a: number, b: number) => dayText(a) === dayText(b);

/** The day of a moment by name when it is yesterday, today (nothing) or tomorrow. */
function dayName(at: number, now: number): string {
  if (isSameDay(at, now)) return '';
  if (isSameDay(at, now - DAY_MS)) return t('round.yesterday');
  return isSameDay(at, now + DAY_MS) ? t('round.tomorrow') : dayText(at);
}

function moment(at: number, now: number): string {
  return [dayName(at, now), clockText(at)].filter(Boolean).join(' ');
}

/**
 * From when to when: by the clock within a day or a night (`昨天 22:00–05:00`), by days when the
 * window is longer. An end at midnight belongs to the day before it.
 */
export function windowText({ starts_at, ends_at }: DueRound, now: number): string {
  const last = ends_at - 1;
  if (ends_at - starts_at > DAY_MS) return `${dayText(starts_at)}–${dayText(last)}`;
  const isWhole = ends_at - starts_at === DAY_MS && clockText(starts_at) === '00:00';
  if (isWhole) return dayName(starts_at, now) || t('round.today');
  const end = isSameDay(starts_at, last) ? clockText(ends_at) : moment(ends_at, now);
  return `${moment(starts_at, now)}–${end || clockText(ends_at)}`;
}

/** A moment with its day when that is not today. */
export const momentText = moment;

/** The slot by name and its window; a walk outside of the schedule says that it is one. */
export function slotText(due: DueRound, now: number): string {
  const name = due.slot === EXTRA ? t('round.extra') : due.slot_name;
  return [name, windowText(due, now)].filter(Boolean).join(' · ');
}
