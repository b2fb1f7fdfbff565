import type { Checklist, Place } from '../../db';
import { isPlaceView, lookUp, placeViewOf, type Seen, type View } from '../../field/thing';
import { parseLabel } from '../../scan/parseLabel';
import type { Phone } from '../../sync';
import { atDoor } from './atDoor';
import { idOf, type PlannedStop } from './roundPlan';
import { stopChecklist } from './stopView';
import type { RoundInHand } from './useRound';

/** What a scanned text is to a round. */
export type Scanned =
  | { readonly is: 'stop'; readonly stop: PlannedStop; readonly view: View }
  | { readonly is: 'door'; readonly place: Place; readonly checklists: readonly Checklist[] }
  /** Something of the school that the round does not stop at. */
  | { readonly is: 'elsewhere'; readonly view: View }
  | { readonly is: 'unknown'; readonly code: string | null }
  | { readonly is: 'mistyped'; readonly code: string };

async function asStop(phone: Phone, { plan }: RoundInHand, view: View): Promise<Scanned> {
  const id = isPlaceView(view) ? view.here.id : view.asset.id;
  const stop = plan.stops.find((one) => one.id === id);
  if (stop === undefined) return { is: 'elsewhere', view };
  const checklist = await stopChecklist(phone.register(), stop);
  return { is: 'stop', stop, view: checklist ? { ...view, checklist } : view };
}

/** A door opens what is behind it; a room alone is inspected at once. */
async function asPlace(
  phone: Phone,
  inHand: RoundInHand,
  place: Place,
  code: string,
): Promise<Scanned> {
  const register = phone.register();
  const checklists = await register.checklists();
  const door = atDoor(inHand, place.id, checklists);
  if (door !== null && door.together.length + door.alone.length + door.done > 0)
    return { is: 'door', place, checklists };
  const view = await placeViewOf(register, place.id, code);
  return view ? asStop(phone, inHand, view) : { is: 'unknown', code };
}

/** Looks a text up in the register and in the round. */
export async function scanned(phone: Phone, inHand: RoundInHand, seen: Seen): Promise<Scanned> {
  const found = await lookUp(phone.register(), seen.text);
  if (found.found === 'asset') return asStop(phone, inHand, found.view);
  if (found.found === 'place')
    return asPlace(phone, inHand, found.place, parseLabel(seen.text).code);
  if (found.found === 'mistyped') return { is: 'mistyped', code: found.code };
  return { is: 'unknown', code: found.code };
}

/** The stop as the plan has it now, which records may have changed since it was scanned. */
export function stopNow({ plan }: RoundInHand, stop: PlannedStop): PlannedStop {
  return plan.stops.find(({ id }) => id === idOf(stop.stop)) ?? stop;
}
