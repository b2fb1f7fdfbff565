import type {
  CountGroup,
  Proposal,
  SaidCount,
  SaidEntry,
  SaidSighting,
  SheetLine,
} from '../../domain/countPacking';
import type { GroupResult, Reconciled } from '../../domain/reconciliation';
import type { Known } from './knownSheet';

/** How a piece that is expected stands. */
export type PieceState = 'found' | 'damaged' | 'left' | 'not_seen';

/** One thing of the list. */
export type Piece = {
  readonly asset: string;
  readonly group: CountGroup;
  readonly line: SheetLine;
  readonly state: PieceState;
  /** Who says so, newest first; withdrawn ones are not among them. */
  readonly said: readonly SaidSighting[];
};

export type GroupView = {
  readonly group: CountGroup;
  readonly result: GroupResult;
  readonly pieces: readonly Piece[];
  /** Newest first. */
  readonly counts: readonly SaidCount[];
  /** What a pupil counted, while nobody has counted since. */
  readonly proposal: Proposal | undefined;
};

/** A thing in the room that is not on its list. */
export type Extra = {
  readonly sighting: SaidSighting;
  readonly asset: string | null;
  readonly state: 'unexpected' | 'misplaced' | 'arrived';
};

export type SheetView = {
  readonly numbered: readonly GroupView[];
  readonly byPiece: readonly GroupView[];
  readonly extras: readonly Extra[];
  /** Pieces, as the bar shows them. */
  readonly expected: number;
  readonly seen: number;
};

const newestFirst = (a: SaidEntry, b: SaidEntry) => b.at - a.at || (a.id < b.id ? 1 : -1);

/** What the sighting is about, as far as is known. */
export function assetOf(
  { asset, code }: SaidSighting,
  bindings: Readonly<Record<string, string>>,
): string | null {
  return asset ?? (code === null ? null : (bindings[code] ?? null));
}

function standing<T extends SaidEntry['t']>(
  said: readonly SaidEntry[],
  t: T,
): readonly Extract<SaidEntry, { t: T }>[] {
  const chosen = said.filter(
    (one): one is Extract<SaidEntry, { t: T }> => one.t === t && !one.withdrawn,
  );
  return [...chosen].sort(newestFirst);
}

function byKey<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const there = found.get(key);
    if (there) there.push(item);
    else found.set(key, [item]);
  }
  return found;
}

function pieceState(state: string | undefined): PieceState {
  if (state === 'found' || state === 'damaged' || state === 'left') return state;
  return state === 'counted' ? 'found' : 'not_seen';
}

const STRANGE = ['unexpected', 'misplaced', 'arrived'] as const;

function extrasIn(known: Known, result: Reconciled, expected: ReadonlySet<string>): Extra[] {
  return standing(known.said, 'sighting').flatMap((sighting) => {
    const state = STRANGE.find((one) => one === result.entries[sighting.id]);
    const asset = assetOf(sighting, known.bindings);
    if (state === undefined || (asset !== null && expected.has(asset))) return [];
    return [{ sighting, asset, state }];
  });
}

/** Groups that the sheet did not expect and that are counted by number: they came, or were counted. */
function cameIn({ groups }: Known, result: Reconciled): CountGroup[] {
  const listed = new Set(groups.map(({ key }) => key));
  return result.groups.flatMap(({ group: key, by_number }): CountGroup[] => {
    if (!by_number || listed.has(key)) return [];
    const [kind_id = '', ...rest] = key.split('|');
    const unit = rest.pop() || null;
    return [{ key, kind_id, name: rest.join('|'), unit, by_number }];
  });
}

/** A sheet as its screen shows it; `result` is the open reconciliation of the same. */
export function viewOfSheet(known: Known, result: Reconciled): SheetView {
  const { groups, lines, said, proposals, bindings } = known;
  const seen = byKey(standing(said, 'sighting'), (one) => assetOf(one, bindings) ?? '');
  const counts = byKey(standing(said, 'count'), ({ group }) => group);
  const linesOf = byKey(lines, ({ group }) => group);
  const results = new Map(result.groups.map((one) => [one.group, one]));
  const views = [...groups, ...cameIn(known, result)].flatMap((group): GroupView[] => {
    const own = results.get(group.key);
    if (own === undefined) return [];
    const pieces = (linesOf.get(group.key) ?? []).map((line): Piece => {
      const state = pieceState(result.lines[line.asset]);
      return { asset: line.asset, group, line, state, said: seen.get(line.asset) ?? [] };
    });
    const counted = counts.get(group.key) ?? [];
    const proposed = proposals.find((one) => one.group === group.key);
    const isNew = proposed !== undefined && proposed.at > (counted[0]?.at ?? 0);
    return [
      { group, result: own, pieces, counts: counted, proposal: isNew ? proposed : undefined },
    ];
  });
  return {
    numbered: views.filter(({ result: own }) => own.by_number),
    byPiece: views.filter(({ result: own }) => !own.by_number),
    extras: extrasIn(known, result, new Set(lines.map(({ asset }) => asset))),
    expected: result.expected,
    seen: result.seen,
  };
}

/** The piece of this id on the list. */
export function pieceIn({ numbered, byPiece }: SheetView, asset: string): Piece | undefined {
  for (const { pieces } of [...byPiece, ...numbered]) {
    const piece = pieces.find((one) => one.asset === asset);
    if (piece) return piece;
  }
  return undefined;
}
