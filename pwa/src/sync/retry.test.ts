import { expect, test } from 'vitest';
import { backoffMs, factPauseMs, retryAfterMs } from './retry';

const longest = () => 1;

test('pauses_grow_and_have_a_ceiling', () => {
  const pauses = [1, 2, 3, 4, 30].map((failures) => backoffMs(failures, longest, null));
  expect(pauses).toEqual([2_000, 4_000, 8_000, 16_000, 600_000]);
  expect(factPauseMs(40, longest)).toBe(3_600_000);
});

test('chance_takes_at_most_half_of_a_pause', () => {
  expect(backoffMs(3, () => 0, null)).toBe(4_000);
});

test('a_pause_is_never_shorter_than_the_server_asked_for', () => {
  expect(backoffMs(1, longest, 30_000)).toBe(30_000);
  expect(backoffMs(10, longest, 30_000)).toBe(600_000);
});

test('retry_after_is_read_as_seconds_and_as_a_date', () => {
  const now = Date.parse('2026-11-21T08:00:00Z');
  expect(retryAfterMs('120', now)).toBe(120_000);
  expect(retryAfterMs('Sat, 21 Nov 2026 08:01:00 GMT', now)).toBe(60_000);
  expect([null, '', 'soon'].map((header) => retryAfterMs(header, now))).toEqual([null, null, null]);
});
