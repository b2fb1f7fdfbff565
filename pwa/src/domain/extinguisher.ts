/**
 * When a fire extinguisher is to be serviced and scrapped. Mirrors server/domain/extinguisher.py,
 * which names the rules; both run tests/contract/extinguisher_dates.json. Days are ISO texts like
 * 2026-11-21, which compare as days do.
 */

export type Periods = {
  readonly first_service_years: number;
  readonly service_every_years: number;
  readonly scrap_years: number;
};

export type ExtinguisherState =
  | 'unknown'
  | 'scrap'
  | 'overdue'
  | 'scrap_soon'
  | 'due_soon'
  | 'in_order';

export type DateTrouble =
  | 'not_given'
  | 'made_in_future'
  | 'serviced_in_future'
  | 'serviced_before_made';

export type Outlook = {
  readonly state: ExtinguisherState;
  /** Null where the scrapping comes first, or nothing is known. */
  readonly next_service_on: string | null;
  readonly scrap_on: string | null;
  readonly trouble: DateTrouble | null;
};

const SOON_DAYS = 90;

/** What the dates mean on `today`. */
export function outlook(
  periods: Periods,
  manufacturedOn: string | null,
  servicedOn: string | null,
  today: string,
): Outlook {
  const trouble = troubleWith(manufacturedOn, servicedOn, today);
  if (trouble !== null || manufacturedOn === null)
    return { state: 'unknown', next_service_on: null, scrap_on: null, trouble };
  const scrapOn = yearsLater(manufacturedOn, periods.scrap_years);
  const serviceOn =
    servicedOn === null
      ? yearsLater(manufacturedOn, periods.first_service_years)
      : yearsLater(servicedOn, periods.service_every_years);
  const next = serviceOn < scrapOn ? serviceOn : null;
  const state = stateOf(next, scrapOn, today);
  return { state, next_service_on: next, scrap_on: scrapOn, trouble: null };
}

function troubleWith(made: string | null, serviced: string | null, today: string) {
  if (made === null) return 'not_given';
  if (made > today) return 'made_in_future';
  if (serviced === null) return null;
  if (serviced > today) return 'serviced_in_future';
  return serviced < made ? 'serviced_before_made' : null;
}

/** The 29th of February becomes the 28th where the year has none. */
function yearsLater(day: string, years: number): string {
  const year = Number(day.slice(0, 4)) + years;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const rest = day.slice(4) === '-02-29' && !leap ? '-02-28' : day.slice(4);
  return String(year).padStart(4, '0') + rest;
}

function daysLater(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

function stateOf(service: string | null, scrap: string, today: string): ExtinguisherState {
  const soon = daysLater(today, SOON_DAYS);
  if (scrap <= today) return 'scrap';
  if (service !== null && service < today) return 'overdue';
  if (scrap <= soon) return 'scrap_soon';
  return service !== null && service <= soon ? 'due_soon' : 'in_order';
}
