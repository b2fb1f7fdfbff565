/**
 * How believable it is that a round was walked, as `server/domain/evidence.py` says it, with its
 * limits and their reasons (`tests/contract/evidence.json`).
 */
const LEAST_WAY_MS = { floor: 2_500, building: 9_000, school: 30_000 };
const LEAST_DWELL_MS = 1_800;
const FRESH_PHOTO_MS = 600_000;
const LEAST_QUICK = 2;
const LEAST_DWELT = 8;
const LEAST_UNSCANNED = 3;
const LEAST_JUMPS = 5;
const QUICK_SHARE = 0.08;
const UNSCANNED_SHARE = 0.25;
const JUMPS_SHARE = 0.4;
const FAR_SHARE = 1 / 3;
const SCANNED: ReadonlySet<string> = new Set(['camera', 'door']);

export type FlagKey =
  | 'too_quick'
  | 'no_dwell'
  | 'not_scanned'
  | 'stale_photo'
  | 'jumps'
  | 'two_devices';

/** One record of a round; times in ms since 1970 by one clock, "" where the tree has no such place. */
export interface Trace {
  readonly stop: string;
  readonly author: string;
  readonly device: string;
  readonly place: string;
  readonly floor: string;
  readonly building: string;
  /** The stop's place on the route; null for what is no stop. */
  readonly order: number | null;
  readonly how: string;
  readonly recorded_at: number;
  readonly scanned_at: number | null;
  readonly photos_taken_at: readonly number[];
}

export interface Flag {
  readonly key: FlagKey;
  readonly stops: readonly string[];
}

export interface Evidence {
  /** Of 100 stops so many that no flag is about; 100 where nothing was recorded. */
  readonly score: number;
  readonly flags: readonly Flag[];
}

/** One walker's records, or some of them, in the order of time. */
type Walk = readonly Trace[];

/** What the records of one round say of it, whoever made them and in whatever order. */
export function weigh(traces: readonly Trace[]): Evidence {
  const walks = walksOf(traces);
  const flags = LOOKS.flatMap(([key, look]) => {
    const stops = new Set(walks.flatMap((walk) => look(walk).map((trace) => trace.stop)));
    return stops.size === 0 ? [] : [{ key, stops: [...stops] }];
  });
  const seen = new Set(traces.map((trace) => trace.stop));
  const doubted = new Set(flags.flatMap((flag) => flag.stops));
  const believed = seen.size - doubted.size;
  const score = seen.size === 0 ? 100 : Math.floor((200 * believed + seen.size) / (2 * seen.size));
  return { score, flags };
}

function walksOf(traces: readonly Trace[]): readonly Walk[] {
  const walks = new Map<string, Trace[]>();
  for (const trace of [...traces].sort(byTime)) {
    walks.set(trace.author, [...(walks.get(trace.author) ?? []), trace]);
  }
  return [...walks.values()];
}

function byTime(one: Trace, other: Trace): number {
  const times = one.recorded_at - other.recorded_at || cameAt(one) - cameAt(other);
  return times || (one.stop < other.stop ? -1 : 1);
}

function cameAt({ scanned_at, recorded_at }: Trace): number {
  return scanned_at ?? recorded_at;
}

function tooQuick(walk: Walk): Walk {
  const found = pairs(walk)
    .filter(
      ([before, after]) =>
        before.place !== after.place &&
        cameAt(after) - before.recorded_at < leastWay(before, after),
    )
    .map(([, after]) => after);
  return found.length >= Math.max(LEAST_QUICK, QUICK_SHARE * walk.length) ? found : [];
}

function leastWay(before: Trace, after: Trace): number {
  const elsewhere = before.building !== after.building;
  if (before.building !== '' && after.building !== '' && elsewhere) return LEAST_WAY_MS.school;
  const known = before.floor !== '' && after.floor !== '';
  return LEAST_WAY_MS[known && before.floor !== after.floor ? 'building' : 'floor'];
}

function noDwell(walk: Walk): Walk {
  const dwelt = walk.filter((trace) => trace.scanned_at !== null && trace.how === 'camera');
  if (dwelt.length < LEAST_DWELT || median(dwelt.map(dwellOf)) >= LEAST_DWELL_MS) return [];
  return dwelt.filter((trace) => dwellOf(trace) < LEAST_DWELL_MS);
}

function dwellOf(trace: Trace): number {
  return trace.recorded_at - cameAt(trace);
}

function notScanned(walk: Walk): Walk {
  const found = walk.filter((trace) => !SCANNED.has(trace.how));
  return found.length >= Math.max(LEAST_UNSCANNED, UNSCANNED_SHARE * walk.length) ? found : [];
}

function stalePhoto(walk: Walk): Walk {
  return walk.filter((trace) =>
    trace.photos_taken_at.some((taken) => Math.abs(trace.recorded_at - taken) > FRESH_PHOTO_MS),
  );
}

function jumps(walk: Walk): Walk {
  const stops = walk.filter((trace) => trace.order !== null);
  const far = FAR_SHARE * new Set(stops.map((trace) => trace.order)).size;
  const found = pairs(stops)
    .filter(([before, after]) => Math.abs((after.order ?? 0) - (before.order ?? 0)) > far)
    .map(([, after]) => after);
  return found.length >= Math.max(LEAST_JUMPS, JUMPS_SHARE * stops.length) ? found : [];
}

function twoDevices(walk: Walk): Walk {
  const counts = new Map<string, number>();
  for (const { device } of walk) counts.set(device, (counts.get(device) ?? 0) + 1);
  const [main] = [...counts].sort(
    ([one, ones], [other, others]) => others - ones || (one < other ? 1 : -1),
  );
  return walk.filter((trace) => trace.device !== main?.[0]);
}

function pairs(walk: Walk): readonly (readonly [Trace, Trace])[] {
  return walk.slice(1).map((after, at) => [walk[at] as Trace, after]);
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  const [low = 0, high = low] = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1);
  return (low + high) / 2;
}

const LOOKS: readonly (readonly [FlagKey, (walk: Walk) => Walk])[] = [
  ['too_quick', tooQuick],
  ['no_dwell', noDwell],
  ['not_scanned', notScanned],
  ['stale_photo', stalePhoto],
  ['jumps', jumps],
  ['two_devices', twoDevices],
];
