import type { Checklist, Register } from '../../db';
import { placeViewOf, type View, viewOf } from '../../field/thing';
import type { PlannedStop } from './roundPlan';

/** What the stop itself asks, where its route says so; undefined: what its kind asks. */
export async function stopChecklist(
  register: Register,
  { stop }: PlannedStop,
): Promise<Checklist | undefined> {
  if (stop.checklist_id === null) return undefined;
  const all = await register.checklists();
  return all.find(({ id }) => id === stop.checklist_id);
}

async function seen(register: Register, { stop }: PlannedStop): Promise<View | null> {
  if (stop.place_id !== null) return placeViewOf(register, stop.place_id);
  const asset = await register.asset(stop.asset_id ?? '');
  return asset && viewOf(register, asset);
}

/** A stop as something to be inspected, with its own checklist; null when it is gone. */
export async function stopView(register: Register, stop: PlannedStop): Promise<View | null> {
  const [view, checklist] = await Promise.all([
    seen(register, stop),
    stopChecklist(register, stop),
  ]);
  return view && checklist ? { ...view, checklist } : view;
}
