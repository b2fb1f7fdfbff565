import type { ReadTx } from '../connection';
import { labelOverlays } from './labelOverlay';
import { factIds } from './queue';
import type { Outbox, OutboxSchema } from './schema';
import type { FactRow, Overlay, Overlays } from './types';

/**
 * What this phone recorded and the register, shown up to `rev`, does not hold yet: of each asset
 * the newest inspection by `author`, of each code where it was stuck on by whoever had the phone.
 * What is withdrawn gives none, or takes away what the register still shows.
 */
export function readOverlays(
  outbox: Outbox,
  schoolId: string,
  author: string,
  rev: number,
): Promise<Overlays> {
  return outbox.read(['facts', 'receipts'], async (tx) => {
    const [covered, ids, held] = await Promise.all([
      coveredIds(tx, schoolId, rev),
      factIds(tx, schoolId),
      tx.objectStore('receipts').index('by_status').getAllKeys([schoolId, 'held']),
    ]);
    const open = await openFacts(
      tx,
      ids.filter((id) => !covered.has(id)),
    );
    return {
      conditions: conditionOverlays(open, author, new Set(held)),
      labels: await labelOverlays(tx, open, covered),
    };
  });
}

/** Ids of the facts that a register shown up to `rev` holds, as far as they made something. */
export async function coveredIds(
  tx: ReadTx<OutboxSchema>,
  schoolId: string,
  rev: number,
): Promise<ReadonlySet<string>> {
  const range = IDBKeyRange.bound([schoolId, 0], [schoolId, rev]);
  return new Set(await tx.objectStore('receipts').index('by_rev').getAllKeys(range));
}

/** The rows of `open` in that order, without the withdrawn ones. */
async function openFacts(tx: ReadTx<OutboxSchema>, open: readonly string[]): Promise<FactRow[]> {
  const facts = tx.objectStore('facts');
  const withdrawals = await Promise.all(open.map((id) => facts.index('by_target').getKey(id)));
  const kept = open.filter((_, at) => withdrawals[at] === undefined);
  const rows = await Promise.all(kept.map((id) => facts.get(id)));
  return rows.filter((row) => row !== undefined);
}

function conditionOverlays(
  open: readonly FactRow[],
  author: string,
  heldIds: ReadonlySet<string>,
): ReadonlyMap<string, Overlay> {
  const overlays = new Map<string, Overlay>();
  for (const fact of open) {
    if (fact.author !== author) continue;
    const overlay = overlayOf(fact, heldIds.has(fact.id));
    if (overlay !== null) overlays.set(fact.summary.asset_id ?? '', overlay);
  }
  return overlays;
}

/** What was put right on the spot is in order. */
const IN_ORDER = { result: 'ok', condition: 'intact' } as const;

function overlayOf(fact: FactRow, held: boolean): Overlay | null {
  const { asset_id, result, condition, fixed = false } = fact.summary;
  if (asset_id === null || result === null || condition === null) return null;
  const left = fixed ? IN_ORDER : { result, condition };
  return { fact_id: fact.id, ...left, at: fact.observed_at, by: fact.author, held };
}
