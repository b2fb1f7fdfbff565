/**
 * What a count comes to: every expected thing and everything said gets one class, and what does
 * not agree becomes a discrepancy. The same as `server/domain/reconciliation.py`;
 * docs/spec/stocktake-vectors.md explains the rule, `tests/contract/stocktake` holds both to it.
 */
import {
  bookOf,
  type CountedRoom,
  countedRoom,
  deciderOf,
  groupOf,
  remaining,
  sumOf,
  textOrder,
  thingOf,
} from './countedRoom';
import type { Count, CountLine, Entry, RoomCount, Sighting, Total } from './roomCount';

/**
 * The class of a line. By number: `counted`, `not_counted`; by piece: `found`, `damaged`,
 * `not_seen`, `missing`; of both: `left`.
 */
export type LineClass =
  | 'found'
  | 'damaged'
  | 'left'
  | 'not_seen'
  | 'missing'
  | 'counted'
  | 'not_counted';

export type EntryClass =
  | 'withdrawn'
  | 'repeat'
  | 'decides'
  | 'covered'
  | 'arrived'
  | 'misplaced'
  | 'unexpected'
  | 'unused'
  | 'differs';

export type DiscrepancyKind = 'missing' | 'unexpected' | 'misplaced' | 'quantity' | 'damaged';

export interface Discrepancy {
  readonly key: string;
  readonly kind: DiscrepancyKind;
  /** Pieces, less than zero where there are fewer than the ledger says. */
  readonly quantity: number;
  readonly asset: string | null;
  readonly group: string | null;
  /** The fact that shows it. */
  readonly sighting: string | null;
}

export interface GroupResult {
  readonly group: string;
  readonly by_number: boolean;
  /** What decided. */
  readonly how: 'count' | 'total' | 'pieces' | 'nothing';
  /** Pieces that should be here. */
  readonly book: number;
  /** Pieces that are here, as far as is known. */
  readonly counted: number;
  readonly damaged: number;
}

export interface Reconciled {
  readonly lines: Readonly<Record<string, LineClass>>;
  readonly entries: Readonly<Record<string, EntryClass>>;
  readonly groups: readonly GroupResult[];
  readonly discrepancies: readonly Discrepancy[];
  /** Pieces of all groups together. */
  readonly expected: number;
  readonly seen: number;
}

/** Classes and discrepancies of one room's count; the order of what is given does not matter. */
export function reconcile(room: RoomCount): Reconciled {
  const known = countedRoom(room);
  const lines = new Map(room.lines.map((line) => [line.asset, lineClass(known, line)]));
  const entries = known.entries.map((one) => [one.id, entryClass(known, one)] as const);
  const groups = known.groups.map((group) => groupResult(known, lines, group));
  const found = [
    ...missing(room.lines, lines),
    ...outOfPlace(known),
    ...damagedPieces(known),
    ...groups.flatMap((group) => ofGroup(group, room.closed)),
  ];
  return {
    lines: Object.fromEntries(lines),
    entries: Object.fromEntries(entries),
    groups,
    discrepancies: found.sort((one, other) => textOrder(one.key, other.key)),
    expected: sumOf(groups.map((group) => group.book)),
    seen: sumOf(groups.map((group) => group.counted)),
  };
}

/** The number of pieces that 全部相符 confirms now. */
export function expectedTotal(room: RoomCount): number {
  const known = countedRoom(room);
  return sumOf(known.groups.map((group) => bookOf(known, group, null)));
}

/**
 * What a discrepancy's key is about, however much of the ledger was known to whoever named it: a
 * phone that does not know a thing says `unexpected` where the server says `misplaced`.
 */
export function matterOf(key: string, bindings: RoomCount['bindings']): string {
  const [, kind, name = ''] = /^(unexpected|misplaced)\/(.*)$/su.exec(key) ?? [];
  if (!kind) return key;
  const [, code] = /^code:(.*)$/su.exec(name) ?? [];
  return `extra/${code === undefined ? name : (bindings[code] ?? name)}`;
}

/** Whether what was signed for is what there is. */
export function agrees(
  signed: readonly { readonly key: string; readonly quantity: number }[],
  found: readonly { readonly key: string; readonly quantity: number }[],
  bindings: RoomCount['bindings'],
): boolean {
  const told = ({ key, quantity }: { key: string; quantity: number }) =>
    `${matterOf(key, bindings)} ${quantity}`;
  const before = signed.map(told).sort();
  const now = found.map(told).sort();
  return before.length === now.length && before.every((one, at) => one === now[at]);
}

function lineClass(known: CountedRoom, line: CountLine): LineClass {
  if (known.numbered.has(line.group)) return numberedLineClass(known, line);
  const sighting = known.seen.get(line.asset);
  if (sighting) return isDamaged(sighting) ? 'damaged' : 'found';
  if (remaining(known, line, null) <= 0) return 'left';
  if (known.totals.length > 0 || line.presighted !== null) return 'found';
  return known.room.closed ? 'missing' : 'not_seen';
}

function numberedLineClass(known: CountedRoom, line: CountLine): LineClass {
  const decider = deciderOf(known, line.group);
  if (remaining(known, line, decider?.at ?? null) <= 0) return 'left';
  const isCounted = decider !== null || known.room.closed || known.seen.has(line.asset);
  return isCounted ? 'counted' : 'not_counted';
}

function entryClass(known: CountedRoom, entry: Entry): EntryClass {
  if (entry.withdrawn) return 'withdrawn';
  if (entry.t === 'sighting') return sightingClass(known, entry);
  return entry.t === 'count' ? countClass(known, entry) : totalClass(known, entry);
}

function sightingClass(known: CountedRoom, sighting: Sighting): EntryClass {
  const { asset } = thingOf(sighting, known.room.bindings);
  if (!known.last.has(sighting.id)) return 'repeat';
  if (asset === null) return 'unexpected';
  const group = groupOf(known, asset);
  if (group === null) return strangerClass(known.room.ledger[asset]);
  if (known.numbered.has(group) && deciderOf(known, group)) return 'covered';
  return known.lines.has(asset) ? 'decides' : 'arrived';
}

function strangerClass(whereabouts: string | undefined): EntryClass {
  if (whereabouts === 'here') return 'arrived';
  return whereabouts === 'elsewhere' || whereabouts === 'nowhere' ? 'misplaced' : 'unexpected';
}

function countClass(known: CountedRoom, count: Count): EntryClass {
  if (!known.numbered.has(count.group)) return 'unused';
  return deciderOf(known, count.group) === count ? 'decides' : 'repeat';
}

function totalClass(known: CountedRoom, total: Total): EntryClass {
  if (!known.totals.includes(total)) return 'differs';
  return known.totals[known.totals.length - 1] === total ? 'decides' : 'repeat';
}

function groupResult(
  known: CountedRoom,
  lines: ReadonlyMap<string, LineClass>,
  group: string,
): GroupResult {
  const seen = [...known.seen].filter(([asset]) => groupOf(known, asset) === group);
  const sightings = seen.map(([, sighting]) => sighting);
  if (known.numbered.has(group)) return numberedResult(known, group, sightings);
  const own = known.room.lines.filter((line) => line.group === group);
  const classes = own.map((line) => lines.get(line.asset));
  const arrived = seen.filter(([asset]) => !known.lines.has(asset)).length;
  const counted = classes.filter((one) => one === 'found' || one === 'damaged').length + arrived;
  const book = classes.filter((one) => one !== 'left').length + arrived;
  const how = counted ? 'pieces' : 'nothing';
  return { group, by_number: false, how, book, counted, damaged: damagedOf(sightings) };
}

function numberedResult(
  known: CountedRoom,
  group: string,
  sightings: readonly Sighting[],
): GroupResult {
  const decider = deciderOf(known, group);
  const book = bookOf(known, group, decider?.at ?? null);
  const told = known.counts.get(group)?.damaged ?? 0;
  const damaged = Math.max(told, damagedOf(sightings));
  return { group, by_number: true, ...numberOf(decider, book, sightings), book, damaged };
}

function numberOf(
  decider: Count | Total | null,
  book: number,
  sightings: readonly Sighting[],
): Pick<GroupResult, 'how' | 'counted'> {
  if (decider?.t === 'count') return { how: 'count', counted: decider.good + decider.damaged };
  if (decider) return { how: 'total', counted: book };
  const counted = sumOf(sightings.map((one) => one.quantity));
  return { how: sightings.length ? 'pieces' : 'nothing', counted };
}

function isDamaged(sighting: Sighting): boolean {
  return sighting.condition !== 'intact';
}

function damagedOf(sightings: readonly Sighting[]): number {
  return sumOf(sightings.filter(isDamaged).map((one) => one.quantity));
}

function missing(
  expected: readonly CountLine[],
  lines: ReadonlyMap<string, LineClass>,
): Discrepancy[] {
  return expected
    .filter(({ asset }) => lines.get(asset) === 'missing')
    .map(({ asset, group, quantity }) => ({
      key: `missing/${asset}`,
      kind: 'missing',
      quantity: -quantity,
      asset,
      group,
      sighting: null,
    }));
}

function outOfPlace(known: CountedRoom): Discrepancy[] {
  return known.entries.flatMap((entry) => {
    const kind = entryClass(known, entry);
    if (entry.t !== 'sighting' || (kind !== 'unexpected' && kind !== 'misplaced')) return [];
    const { asset, name } = thingOf(entry, known.room.bindings);
    const { quantity, id } = entry;
    return [{ key: `${kind}/${name}`, kind, quantity, asset, group: null, sighting: id }];
  });
}

function damagedPieces(known: CountedRoom): Discrepancy[] {
  return [...known.seen]
    .filter(([asset, one]) => isDamaged(one) && isOursByPiece(known, asset))
    .map(([asset, { quantity, id }]) => ({
      key: `damaged/${asset}`,
      kind: 'damaged',
      quantity,
      asset,
      group: groupOf(known, asset),
      sighting: id,
    }));
}

function isOursByPiece(known: CountedRoom, asset: string): boolean {
  const group = groupOf(known, asset);
  if (group === null) return known.room.ledger[asset] === 'here';
  return !known.numbered.has(group);
}

/** Fewer than the book is nothing yet while pieces are still being looked for. */
function ofGroup(result: GroupResult, closed: boolean): Discrepancy[] {
  if (!result.by_number) return [];
  const { group, counted, book, damaged, how } = result;
  const difference = counted - book;
  const isDecided = closed || how === 'count' || how === 'total';
  const isOff = difference > 0 || (difference < 0 && isDecided);
  return [
    ...(isOff ? [groupDiscrepancy('quantity', group, difference)] : []),
    ...(damaged > 0 ? [groupDiscrepancy('damaged', group, damaged)] : []),
  ];
}

function groupDiscrepancy(
  kind: 'quantity' | 'damaged',
  group: string,
  quantity: number,
): Discrepancy {
  return { key: `${kind}/${group}`, kind, quantity, asset: null, group, sighting: null };
}
