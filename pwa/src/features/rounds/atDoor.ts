import type { Checklist } from '../../db';
import { isSpotCheck } from '../../domain/spotCheck';
import { isOneTap } from '../../inspection/answers';
import type { PlannedStop } from './roundPlan';
import { POSITION, type StopNames } from './stopNames';
import type { RoundInHand } from './useRound';

export type AtDoor = {
  /** The place itself, when it is a stop. */
  readonly room: PlannedStop | undefined;
  /** Left stops here of which one word says all. */
  readonly together: readonly PlannedStop[];
  /** Left stops here that want a photo or a reading, and so a scan of their own. */
  readonly alone: readonly PlannedStop[];
  /** Stops here that are done. */
  readonly done: number;
};

/** What a stop asks: its own checklist, or that of its kind. */
export function checklistOf(
  { stop, id }: PlannedStop,
  names: StopNames,
  checklists: readonly Checklist[],
): Checklist | null {
  const subject = names.get(id)?.subject ?? '';
  const asked =
    stop.checklist_id === null
      ? checklists.find(({ subjects }) => subjects.includes(subject))
      : checklists.find(({ id: own }) => own === stop.checklist_id);
  return asked ?? null;
}

/** An asset in the room, or a fixed position of it: not a room that lies in a place. */
function isIn(stop: PlannedStop, names: StopNames, placeId: string): boolean {
  const name = names.get(stop.id);
  const counts = stop.stop.asset_id !== null || name?.subject === POSITION;
  return counts && name?.placeId === placeId;
}

/** What the label at a room's door opens in a round; null when nothing of the round is here. */
export function atDoor(
  { plan, names, round, route }: Pick<RoundInHand, 'plan' | 'names' | 'round' | 'route'>,
  placeId: string,
  checklists: readonly Checklist[],
): AtDoor | null {
  const room = plan.stops.find((stop) => stop.id === placeId);
  const here = plan.stops.filter((stop) => isIn(stop, names, placeId));
  if (room === undefined && here.length === 0) return null;
  const left = here.filter((stop) => stop.state === 'left');
  const together = left.filter(
    (stop) =>
      isOneTap(checklistOf(stop, names, checklists)) &&
      !isSpotCheck(round, stop.id, route.spot_check_percent),
  );
  return {
    room,
    together,
    alone: left.filter((stop) => !together.includes(stop)),
    done: here.length - left.length,
  };
}
