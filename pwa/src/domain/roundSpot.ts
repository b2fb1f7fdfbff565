/**
 * Where on a round a record was made, as `server/domain/round_spot.py` says it
 * (`tests/contract/round_spots.json`).
 */
export interface Level {
  readonly id: string;
  readonly kind: string;
}

/**
 * Ids of places. Nothing is asked of the time between two records of one `place`. `floor` and
 * `building` are "" where the tree has none.
 */
export interface Spot {
  readonly place: string;
  readonly floor: string;
  readonly building: string;
}

/**
 * The spot of a thing in the last place of `path`, which goes from the top down. A fixed position
 * is a spot of its own; one in a room is in that room, and what was said by the door was said of
 * the place whose label was read there.
 */
export function spotOf(path: readonly Level[], byDoor: boolean): Spot {
  const floor = nearest(path, 'floor');
  return { place: placeOf(path, byDoor), floor, building: nearest(path, 'building') };
}

function placeOf(path: readonly Level[], byDoor: boolean): string {
  const [around, own] = [path[path.length - 2], path[path.length - 1]];
  const within = own?.kind === 'position' && (byDoor || around?.kind === 'room');
  return (within ? (around ?? own) : own)?.id ?? '';
}

function nearest(path: readonly Level[], kind: string): string {
  return [...path].reverse().find((level) => level.kind === kind)?.id ?? '';
}
