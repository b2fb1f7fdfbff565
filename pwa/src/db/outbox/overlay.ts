import type { ReadTx } from '../connection';
import { factIds } from './queue';
import type { Outbox, OutboxSchema } from './schema';
import type { FactRow, Overlay } from './types';

/**
 * By asset id: the newest inspection of one person on this phone that his register, shown up to
 * `rev`, does not hold yet. Withdrawn inspections give none.
 */
export function readOverlays(
  outbox: Outbox,
  schoolId: string,
  author: string,
  rev: number,
): Promise<ReadonlyMap<string, Overlay>> {
  return outbox.read(['facts', 'receipts'], async (tx) => {
    const overlays = new Map<string, Overlay>();
    const heldIds = new Set(
      await tx.objectStore('receipts').index('by_status').getAllKeys([schoolId, 'held']),
    );
    for (const fact of await uncoveredFacts(tx, schoolId, rev)) {
      if (fact.author !== author) continue;
      const overlay = overlayOf(fact, heldIds.has(fact.id));
      if (overlay !== null) overlays.set(fact.summary.asset_id ?? '', overlay);
    }
    return overlays;
  });
}

/** Oldest first, without the withdrawn ones. */
async function uncoveredFacts(
  tx: ReadTx<OutboxSchema>,
  schoolId: string,
  rev: number,
): Promise<FactRow[]> {
  const facts = tx.objectStore('facts');
  const range = IDBKeyRange.bound([schoolId, 0], [schoolId, rev]);
  const covered = new Set(await tx.objectStore('receipts').index('by_rev').getAllKeys(range));
  const open = (await factIds(tx, schoolId)).filter((id) => !covered.has(id));
  const withdrawals = await Promise.all(open.map((id) => facts.index('by_target').getKey(id)));
  const kept = open.filter((_, at) => withdrawals[at] === undefined);
  const rows = await Promise.all(kept.map((id) => facts.get(id)));
  return rows.filter((row) => row !== undefined);
}

function overlayOf(fact: FactRow, held: boolean): Overlay | null {
  const { asset_id, result, condition } = fact.summary;
  if (asset_id === null || result === null || condition === null) return null;
  return { fact_id: fact.id, result, condition, at: fact.observed_at, by: fact.author, held };
}
