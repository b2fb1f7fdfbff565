import type { ReadTx } from '../connection';
import type { OutboxSchema } from './schema';
import type { FactRow, LabelOverlay } from './types';

/** A binding and the code it is about. */
type Bound = readonly [code: string, overlay: LabelOverlay];

/**
 * Where labels are by `open` facts, which the register does not show, oldest first. A binding that
 * it shows (`covered`) and that was withdrawn since leads nowhere; a newer binding leads again.
 */
export async function labelOverlays(
  tx: ReadTx<OutboxSchema>,
  open: readonly FactRow[],
  covered: ReadonlySet<string>,
): Promise<ReadonlyMap<string, LabelOverlay>> {
  const withdrawn = open.map(({ summary }) => summary.target).filter((id) => id !== null);
  const shown = withdrawn.filter((id) => covered.has(id));
  const facts = tx.objectStore('facts');
  const targets = await Promise.all(shown.map((id) => facts.get(id)));
  const overlays = new Map<string, LabelOverlay>();
  for (const [code, overlay] of targets.flatMap((fact) => boundBy(fact, false))) {
    overlays.set(code, overlay);
  }
  for (const [code, overlay] of open.flatMap((fact) => boundBy(fact, true))) {
    // A map keeps the place of what is set again; the last bound is to stand last.
    overlays.delete(code);
    overlays.set(code, overlay);
  }
  return overlays;
}

function boundBy(fact: FactRow | undefined, stands: boolean): readonly Bound[] {
  if (fact?.type !== 'label_bound' || fact.summary.code === null) return [];
  const { asset_id, place_id = null, code } = fact.summary;
  return [[code, { thing: { asset_id, place_id }, stands }]];
}
