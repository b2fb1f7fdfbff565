import { expect, test } from 'vitest';
import vectors from '../../../tests/contract/extinguisher_dates.json';
import { outlook, type Periods } from './extinguisher';

function periodsOf(type: string): Periods {
  const years = (vectors.periods as Record<string, number[]>)[type] ?? [];
  const [first_service_years = 0, service_every_years = 0, scrap_years = 0] = years;
  return { first_service_years, service_every_years, scrap_years };
}

test.each(vectors.cases)('$name', (one) => {
  const found = outlook(periodsOf(one.type), one.manufactured_on, one.serviced_on, one.today);
  const { state, next_service_on, scrap_on, trouble } = one;
  expect(found).toEqual({ state, next_service_on, scrap_on, trouble });
});
