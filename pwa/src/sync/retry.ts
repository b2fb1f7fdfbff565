const FIRST_MS = 2_000;
const LONGEST_MS = 10 * 60_000;
const FIRST_FACT_MS = 5_000;
const LONGEST_FACT_MS = 60 * 60_000;

/** Pause before try `failures` + 1: doubling, half of it by chance; never shorter than asked for. */
export function backoffMs(failures: number, random: () => number, askedMs: number | null): number {
  const pause = jittered(FIRST_MS, LONGEST_MS, failures, random);
  return Math.max(pause, askedMs ?? 0);
}

/** Pause before a fact that was answered `retry` for the `attempts`-th time is sent again. */
export function factPauseMs(attempts: number, random: () => number): number {
  return jittered(FIRST_FACT_MS, LONGEST_FACT_MS, attempts, random);
}

function jittered(first: number, longest: number, times: number, random: () => number): number {
  const full = Math.min(longest, first * 2 ** Math.max(0, times - 1));
  return Math.round(full / 2 + (full / 2) * random());
}

/** `Retry-After` in ms from `now`: seconds or an HTTP date; null when absent or unreadable. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null;
  const seconds = Number(header);
  if (header.trim() !== '' && Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
