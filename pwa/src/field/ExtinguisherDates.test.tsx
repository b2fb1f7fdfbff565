// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { AssetView, Kind } from '../db';
import { allTexts } from '../ui/messages';
import { ExtinguisherDates } from './ExtinguisherDates';

const powder = {
  first_service_years: 5,
  service_every_years: 2,
  scrap_years: 10,
} as Kind;
const desk = { first_service_years: null, service_every_years: null, scrap_years: null } as Kind;

beforeAll(allTexts);
beforeEach(() => {
  vi.useFakeTimers();
  // The school's next day has begun, while it is still the 20th in UTC.
  vi.setSystemTime(new Date('2026-11-20T16:30:00Z'));
});
afterEach(() => {
  render(null, document.body);
  vi.useRealTimers();
});

async function said(kind: Kind, made: string | null, serviced: string | null) {
  const asset = { manufactured_on: made, serviced_on: serviced } as AssetView;
  await act(() => render(<ExtinguisherDates asset={asset} kind={kind} />, document.body));
  return document.body.textContent;
}

test('the card says when the bottle is due, by the day at the school', async () => {
  expect(await said(powder, '2021-11-20', null)).toBe(
    '维修已过期出厂日期2021-11-20下次维修2026-11-20报废日期2031-11-20',
  );
});

test('without a date of manufacture it is never said to be in date', async () => {
  const words = await said(powder, null, '2026-11-01');
  expect(words).toContain('出厂日期不详·待核实');
  expect(words).not.toContain('在期内');
});

test('other things have no such dates', async () => {
  expect(await said(desk, '2021-11-20', null)).toBe('');
});
