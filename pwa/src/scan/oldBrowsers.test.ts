import { expect, test } from 'vitest';
import { hasOwn } from './oldBrowsers';

test('own properties are told from inherited ones, on objects without a prototype too', () => {
  expect(hasOwn({ a: 1 }, 'a')).toBe(true);
  expect(hasOwn({ a: 1 }, 'toString')).toBe(false);
  expect(hasOwn(Object.assign(Object.create(null), { a: 1 }), 'a')).toBe(true);
});
