import { expect, test } from 'vitest';
import { searchAddress } from './scanned';

test('what was scanned is searched for as it is, in plain letters', () => {
  expect(searchAddress('HTTPS://X.CN/Q/DKQ7P62DY')).toBe(
    '/desk/assets?q=HTTPS%3A%2F%2FX.CN%2FQ%2FDKQ7P62DY',
  );
  expect(searchAddress('ＴＹ－００１')).toBe('/desk/assets?q=TY-001');
});
