// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { timeText } from './time';

const at = (day: number, hour: number) => new Date(2026, 10, day, hour, 5).getTime();

test('today and yesterday are said by name, also across midnight', () => {
  expect(timeText(at(21, 9), at(21, 10))).toBe('今天 09:05');
  expect(timeText(at(20, 23), at(21, 0))).toBe('昨天 23:05');
  expect(timeText(at(1, 9), at(21, 10))).toBe('2026/11/1 09:05');
});
