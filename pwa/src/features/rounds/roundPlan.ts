import type { SeenStop } from '../../api/types';
import type { RecordEntry, Stop } from '../../db';
import type { Thing } from '../../domain/facts';

/** `fixed`: abnormal, and put right on the spot. `left`: nobody has been there yet. */
export type StopState = 'left' | 'ok' | 'abnormal' | 'fixed' | 'unscanned';

/** What the server told of a stop, whoever did it on whatever phone; `by` is a name. */
export type OthersStop = SeenStop;

export type PlannedStop = {
  readonly stop: Stop;
  readonly id: string;
  /** Counted from 1, in the order of the route. */
  readonly n: number;
  readonly state: StopState;
  /** Its label was not scanned, whatever else was said of it. */
  readonly unscanned: boolean;
  readonly at: number | null;
  /** This phone's record that says so, newest; undefined when only somebody else's does. */
  readonly own: RecordEntry | undefined;
  /** Who was there, when it was not this phone. */
  readonly by: string | undefined;
};

export type RoundPlan = {
  readonly stops: readonly PlannedStop[];
  /** Where to go now: the first left one after the last that this phone recorded. */
  readonly next: PlannedStop | undefined;
  readonly left: readonly PlannedStop[];
  readonly done: readonly PlannedStop[];
  /** Things recorded in the round that are no stops of it, newest first. */
  readonly unplanned: readonly RecordEntry[];
  /** The signature given on this phone. */
  readonly ending: RecordEntry | undefined;
};

/** An asset and a place never share an id. */
export function idOf({ asset_id, place_id }: Partial<Thing>): string {
  return asset_id ?? place_id ?? '';
}

function stateOf(entry: RecordEntry): StopState {
  const { result, fixed } = entry.summary;
  if (entry.type === 'stop_unscanned') return 'unscanned';
  if (result === 'ok') return 'ok';
  return fixed === true ? 'fixed' : 'abnormal';
}

function stateOfOthers({ result, fixed }: OthersStop): StopState {
  if (result === null) return 'unscanned';
  if (result === 'ok') return 'ok';
  return fixed ? 'fixed' : 'abnormal';
}

function byId(records: readonly RecordEntry[]): ReadonlyMap<string, readonly RecordEntry[]> {
  const found = new Map<string, RecordEntry[]>();
  for (const entry of records) {
    const id = idOf(entry.summary);
    found.set(id, [...(found.get(id) ?? []), entry]);
  }
  return found;
}

type Said = Pick<PlannedStop, 'state' | 'unscanned' | 'at' | 'own' | 'by'>;

const NOTHING_SAID: Said = {
  state: 'left',
  unscanned: false,
  at: null,
  own: undefined,
  by: undefined,
};

/** What was seen counts more than that the label could not be read; of equals the newest does. */
function saidHere(entries: readonly RecordEntry[]): Said | undefined {
  const own = entries.find((entry) => entry.type === 'inspection_recorded') ?? entries[0];
  if (own === undefined) return undefined;
  const unscanned = entries.some((entry) => entry.type === 'stop_unscanned');
  return { state: stateOf(own), unscanned, at: own.observed_at, own, by: undefined };
}

function saidByOthers(other: OthersStop): Said {
  const { unscanned, at, by } = other;
  return { state: stateOfOthers(other), unscanned, at, own: undefined, by };
}

function nextOf(stops: readonly PlannedStop[]): PlannedStop | undefined {
  const own = stops.filter((stop) => stop.own !== undefined);
  const last = own.reduce<PlannedStop | undefined>(
    (so, stop) => ((so?.at ?? 0) > (stop.at ?? 0) ? so : stop),
    undefined,
  );
  const left = stops.filter((stop) => stop.state === 'left');
  return left.find((stop) => stop.n > (last?.n ?? 0)) ?? left[0];
}

/** What the server told, without what this person has taken back here since. */
export function standing(
  told: readonly OthersStop[],
  records: readonly RecordEntry[],
  me: string,
): readonly OthersStop[] {
  const withdrawn = new Set(
    records.filter((entry) => entry.withdrawn).map(({ summary }) => idOf(summary)),
  );
  return told.filter((stop) => stop.by !== me || !withdrawn.has(idOf(stop)));
}

/** The facts that say how a stop is, or why that is not known. */
export const ABOUT_STOPS: readonly string[] = ['inspection_recorded', 'stop_unscanned'];

/**
 * How far a round is: `records` are this phone's of the round, newest first; `others` what the
 * server last told of the whole round. Withdrawn records count for nothing.
 */
export function planOf(
  route: readonly Stop[],
  records: readonly RecordEntry[],
  others: readonly OthersStop[],
): RoundPlan {
  const valid = records.filter((entry) => !entry.withdrawn);
  const about = valid.filter((entry) => ABOUT_STOPS.includes(entry.type));
  const here = byId(about);
  const elsewhere = new Map(others.map((other) => [idOf(other), other]));
  const stops = route.map((stop, at): PlannedStop => {
    const id = idOf(stop);
    const other = elsewhere.get(id);
    const theirs = other === undefined ? NOTHING_SAID : saidByOthers(other);
    return { stop, id, n: at + 1, ...(saidHere(here.get(id) ?? []) ?? theirs) };
  });
  const planned = new Set(stops.map((stop) => stop.id));
  return {
    stops,
    next: nextOf(stops),
    left: stops.filter((stop) => stop.state === 'left'),
    done: stops.filter((stop) => stop.state !== 'left'),
    unplanned: about.filter((entry) => !planned.has(idOf(entry.summary))),
    ending: valid.find((entry) => entry.type === 'round_ended'),
  };
}
