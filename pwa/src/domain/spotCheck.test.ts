import { expect, test } from 'vitest';
import vectors from '../../../tests/contract/spot_checks.json';
import { isSpotCheck } from './spotCheck';

const round = (n: number) => ({ route_id: 'r', day: `2026-11-${10 + (n % 20)}`, slot: `${n}` });

test('about as many stops are asked for a photo as the route says, others on other days', () => {
  const asked = Array.from({ length: 4000 }, (_, n) => isSpotCheck(round(n), `stop-${n % 40}`, 10));
  const count = asked.filter(Boolean).length;
  expect(count).toBeGreaterThan(300);
  expect(count).toBeLessThan(500);
  const day = (n: number) =>
    Array.from({ length: 40 }, (_, at) => isSpotCheck(round(n), `stop-${at}`, 30)).join();
  expect(day(1)).not.toBe(day(2));
  expect(day(1)).toBe(day(1));
});

test('none is asked at nought percent and every stop at a hundred', () => {
  const all = Array.from({ length: 200 }, (_, n) => n);
  expect(all.some((n) => isSpotCheck(round(n), `s${n}`, 0))).toBe(false);
  expect(all.every((n) => isSpotCheck(round(n), `s${n}`, 100))).toBe(true);
});

test('the server asks for the same photos', () => {
  for (const { round, stop, asked_from } of vectors) {
    expect(isSpotCheck(round, stop, asked_from - 1)).toBe(false);
    expect(isSpotCheck(round, stop, asked_from)).toBe(true);
  }
});
