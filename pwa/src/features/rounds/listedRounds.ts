import type { RecordEntry, Route } from '../../db';
import { type RoundKey, roundText } from '../../domain/facts';
import type { DueRound } from '../../domain/schedule';

/** `grace`: the window is over, what is made now still counts. `over`: it would be 补录. */
export type WindowState = 'upcoming' | 'open' | 'grace' | 'over';

export type ListedRound = {
  readonly route: Route;
  readonly due: DueRound;
  readonly round: RoundKey;
  readonly window: WindowState;
  /** Stops that this phone has recorded. */
  readonly done: number;
  /** Signed on this phone. */
  readonly signed: boolean;
};

export function windowAt(due: DueRound, now: number): WindowState {
  if (now < due.starts_at) return 'upcoming';
  if (now < due.ends_at) return 'open';
  return now < due.grace_ends_at ? 'grace' : 'over';
}

/** Routes that this person may walk on `day` (YYYY-MM-DD). */
export function routesOf(routes: readonly Route[], person: string, day: string): readonly Route[] {
  return routes.filter(
    ({ person_ids, retired_on, stops }) =>
      (person_ids.length === 0 || person_ids.includes(person)) &&
      (retired_on === null || retired_on > day) &&
      stops.length > 0,
  );
}

export type Made = { readonly stops: number; readonly signed: boolean };

const NONE: Made = { stops: 0, signed: false };

/** Per round as one text, what this phone has recorded of it and not withdrawn. */
export function madeOf(records: readonly RecordEntry[]): ReadonlyMap<string, Made> {
  const things = new Map<string, Set<string>>();
  const signed = new Set<string>();
  for (const { type, summary, withdrawn } of records) {
    if (summary.round === undefined || withdrawn) continue;
    if (type === 'round_ended') signed.add(summary.round);
    const known = things.get(summary.round) ?? new Set();
    const id = summary.asset_id ?? summary.place_id;
    things.set(summary.round, id ? known.add(id) : known);
  }
  const made = [...things].map(([round, ids]) => [
    round,
    { stops: ids.size, signed: signed.has(round) },
  ]);
  return new Map(made as [string, Made][]);
}

/** One round of a route as a list shows it at `now`. */
export function listed(
  route: Route,
  due: DueRound,
  made: ReadonlyMap<string, Made>,
  now: number,
): ListedRound {
  const round = { route_id: route.id, day: due.day, slot: due.slot };
  const { stops, signed } = made.get(roundText(round)) ?? NONE;
  const done = Math.min(stops, route.stops.length);
  return { route, due, round, window: windowAt(due, now), done, signed };
}

const ORDER: readonly WindowState[] = ['open', 'grace', 'upcoming', 'over'];

/** What can be walked now comes first, then what comes soonest; what is signed stands last. */
export function inOrder(rounds: readonly ListedRound[]): readonly ListedRound[] {
  const rank = ({ signed, window }: ListedRound) => (signed ? ORDER.length : ORDER.indexOf(window));
  return [...rounds].sort((a, b) => rank(a) - rank(b) || a.due.ends_at - b.due.ends_at);
}
