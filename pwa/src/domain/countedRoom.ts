/**
 * What stands of everything said in one room, found once for `reconciliation.ts`, as
 * `server/domain/counted_room.py` finds it.
 */
import type {
  Count,
  CountLine,
  Entry,
  LedgerChange,
  RoomCount,
  Sighting,
  Total,
} from './roomCount';

/** The asset that was sighted, null where the ledger knows none; two of one name are of one thing. */
export interface Thing {
  readonly asset: string | null;
  readonly name: string;
}

export interface CountedRoom {
  readonly room: RoomCount;
  /** Each id once, in order. */
  readonly entries: readonly Entry[];
  readonly lines: ReadonlyMap<string, CountLine>;
  /** The last standing sighting of each asset. */
  readonly seen: ReadonlyMap<string, Sighting>;
  /** Ids of all sightings that no later one repeats. */
  readonly last: ReadonlySet<string>;
  /** Those of the ledger that no later sighting speaks against, in order. */
  readonly changes: readonly LedgerChange[];
  /** The group of each thing that came since the baseline. */
  readonly arrived: ReadonlyMap<string, string>;
  /** Groups counted by number. */
  readonly numbered: ReadonlySet<string>;
  readonly counts: ReadonlyMap<string, Count>;
  /** The 全部相符 that fit; the last one decides. */
  readonly totals: readonly Total[];
  readonly groups: readonly string[];
}

/** Sorts out what was said of one room. */
export function countedRoom(room: RoomCount): CountedRoom {
  const entries = eachOnce(room.entries);
  const standing = entries.filter((one) => !one.withdrawn);
  const lines = new Map(room.lines.map((line) => [line.asset, line]));
  const { seen, last } = lastSightings(standing, room.bindings);
  const changes = believed(room.meanwhile, seen);
  const counts = lastCounts(standing);
  return {
    room,
    entries,
    lines,
    seen,
    last,
    changes,
    arrived: arrivals(changes, lines),
    numbered: numberedGroups(room, counts),
    counts,
    totals: fitting(standing, sums(room.lines, changes)),
    groups: groupsNamed(room, counts),
  };
}

export function thingOf(sighting: Sighting, bindings: RoomCount['bindings']): Thing {
  const { code, text } = sighting;
  const asset = sighting.asset ?? (code === null ? null : (bindings[code] ?? null));
  if (asset !== null) return { asset, name: asset };
  if (code !== null) return { asset: null, name: `code:${code}` };
  return { asset: null, name: text === null ? sighting.id : `text:${text}` };
}

/** What says how many of a group counted by number there are. */
export function deciderOf(known: CountedRoom, group: string): Count | Total | null {
  const total = known.totals[known.totals.length - 1] ?? null;
  const count = known.counts.get(group) ?? null;
  if (!total || !count) return total ?? count;
  return moment(total, count) > 0 ? total : count;
}

/** The group of a thing that is expected here, or has come since. */
export function groupOf(known: CountedRoom, asset: string): string | null {
  return known.lines.get(asset)?.group ?? known.arrived.get(asset) ?? null;
}

/** How many pieces of a line the ledger still has here, at a moment or now. */
export function remaining(known: CountedRoom, line: CountLine, until: number | null): number {
  const own = changesBy(known, until).filter((one) => one.asset === line.asset);
  return line.quantity + sumOf(own.map(signed));
}

/** How many pieces of a group the ledger has here, at a moment or now. */
export function bookOf(known: CountedRoom, group: string, until: number | null): number {
  const frozen = known.room.lines.filter((line) => line.group === group);
  const changed = changesBy(known, until).filter((one) => groupChanged(known, one) === group);
  return sumOf(frozen.map((line) => line.quantity)) + sumOf(changed.map(signed));
}

/** Texts in the order of their UTF-16 units. */
export function textOrder(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

export function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}

function changesBy(known: CountedRoom, until: number | null): readonly LedgerChange[] {
  return until === null ? known.changes : known.changes.filter((one) => one.at <= until);
}

function groupChanged(known: CountedRoom, change: LedgerChange): string {
  return known.lines.get(change.asset)?.group ?? change.group;
}

function moment(one: Entry, other: Entry): number {
  return one.at - other.at || textOrder(one.id, other.id);
}

/** A fact that arrives twice was said once; withdrawn is withdrawn. */
function eachOnce(entries: readonly Entry[]): Entry[] {
  const byId = new Map<string, Entry>();
  for (const entry of entries) {
    if (!byId.has(entry.id) || entry.withdrawn) byId.set(entry.id, entry);
  }
  return [...byId.values()].sort(moment);
}

function lastSightings(standing: readonly Entry[], bindings: RoomCount['bindings']) {
  const seen = new Map<string, Sighting>();
  const byName = new Map<string, string>();
  for (const entry of standing) {
    if (entry.t !== 'sighting') continue;
    const { asset, name } = thingOf(entry, bindings);
    if (asset !== null) seen.set(asset, entry);
    byName.set(`${asset === null ? '' : 'asset'} ${name}`, entry.id);
  }
  return { seen, last: new Set(byName.values()) };
}

function lastCounts(standing: readonly Entry[]): ReadonlyMap<string, Count> {
  const counts = standing.filter((one): one is Count => one.t === 'count');
  return new Map(counts.map((one) => [one.group, one]));
}

/** What was seen here after the ledger let it go has not left. */
function believed(
  meanwhile: readonly LedgerChange[],
  seen: ReadonlyMap<string, Sighting>,
): LedgerChange[] {
  return meanwhile
    .filter((one) => one.change === 'arrived' || (seen.get(one.asset)?.at ?? one.at) <= one.at)
    .sort((one, other) => one.at - other.at || textOrder(one.asset, other.asset));
}

function signed(change: LedgerChange): number {
  return change.change === 'arrived' ? change.quantity : -change.quantity;
}

function arrivals(
  changes: readonly LedgerChange[],
  lines: ReadonlyMap<string, CountLine>,
): ReadonlyMap<string, string> {
  const strangers = changes.filter((one) => !lines.has(one.asset));
  const net = new Map<string, number>();
  for (const one of strangers) net.set(one.asset, (net.get(one.asset) ?? 0) + signed(one));
  const here = strangers.filter((one) => (net.get(one.asset) ?? 0) > 0);
  return new Map(here.map((one) => [one.asset, one.group]));
}

function numberedGroups(room: RoomCount, counts: ReadonlyMap<string, Count>): ReadonlySet<string> {
  const expected = new Set(room.lines.map((line) => line.group));
  const byLines = room.lines.filter((line) => line.by_number || line.quantity > 1);
  const byArrival = room.meanwhile.filter((one) => one.quantity > 1);
  const byCount = [...counts.keys()].filter((group) => !expected.has(group));
  return new Set([...byLines, ...byArrival].map((one) => one.group).concat(byCount));
}

/** How many pieces were expected at any moment between the baseline and now. */
function sums(lines: readonly CountLine[], changes: readonly LedgerChange[]): ReadonlySet<number> {
  let pieces = sumOf(lines.map((line) => line.quantity));
  const found = new Set([pieces]);
  for (const change of changes) {
    pieces += signed(change);
    found.add(pieces);
  }
  return found;
}

function fitting(standing: readonly Entry[], expected: ReadonlySet<number>): readonly Total[] {
  return standing.filter((one): one is Total => one.t === 'total' && expected.has(one.total));
}

function groupsNamed(room: RoomCount, counts: ReadonlyMap<string, Count>): readonly string[] {
  const expected = [...room.lines, ...room.meanwhile].map((one) => one.group);
  return [...new Set([...expected, ...counts.keys()])].sort(textOrder);
}
