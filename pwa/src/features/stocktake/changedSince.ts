import { type Discrepancy, type DiscrepancyKind, matterOf } from '../../domain/reconciliation';
import type { SheetInHand } from './sheetInHand';

const KINDS: readonly DiscrepancyKind[] = [
  'missing',
  'unexpected',
  'misplaced',
  'quantity',
  'damaged',
];

/** What a key that was signed for names, when nothing else is known of it any more. */
function namedBy(key: string, quantity: number, sightings: ReadonlySet<string>): Discrepancy {
  const [first = '', ...rest] = key.split('/');
  const kind = KINDS.find((one) => one === first) ?? 'unexpected';
  const name = rest.join('/');
  const group = name.includes('|') ? name : null;
  const sighting = sightings.has(name) ? name : null;
  const asset = group === null && sighting === null ? name : null;
  return { key, kind, quantity, asset, group, sighting };
}

export type Changed = {
  /** Not signed for, or for another number. */
  readonly fresh: readonly Discrepancy[];
  /** Signed for, and no more. */
  readonly settled: readonly Discrepancy[];
};

/** What does not agree otherwise than it was signed for. */
export function changedSince({ signature, closed, bindings, said }: SheetInHand): Changed {
  const matter = ({ key }: { readonly key: string }) => matterOf(key, bindings);
  const signed = new Map(
    (signature?.discrepancies ?? []).map((one) => [matter(one), one.quantity]),
  );
  const now = new Map(closed.discrepancies.map((one) => [matter(one), one]));
  const sightings = new Set(said.map(({ id }) => id));
  const gone = (signature?.discrepancies ?? []).filter((one) => !now.has(matter(one)));
  return {
    fresh: closed.discrepancies.filter((one) => signed.get(matter(one)) !== one.quantity),
    settled: gone.map(({ key, quantity }) => namedBy(key, quantity, sightings)),
  };
}
