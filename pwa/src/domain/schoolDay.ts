/** Days of the school as numbers since 1970-01-01. All of China keeps one time, UTC+8. */
const DAY_MS = 86_400_000;
const ZONE_MS = 8 * 3_600_000;

/** Of a day as YYYY-MM-DD. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

export function dayText(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** The day it was at the school at that moment (ms since 1970). */
export function schoolDay(at: number): string {
  return dayText(Math.floor((at + ZONE_MS) / DAY_MS));
}

/** The first moment of a day, or `minutes` into it, in ms since 1970. */
export function momentOf(number: number, minutes = 0): number {
  return number * DAY_MS - ZONE_MS + minutes * 60_000;
}

/** 1 = Monday .. 7 = Sunday; 1970-01-01 was a Thursday. */
export function isoWeekday(number: number): number {
  return ((((number + 3) % 7) + 7) % 7) + 1;
}
