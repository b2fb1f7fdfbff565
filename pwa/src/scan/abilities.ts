import { SIZE } from './stream';

/** What a lens can do beyond giving a picture; `zooms` are factors, none where it cannot zoom. */
export type Abilities = { readonly torch: boolean; readonly zooms: readonly number[] };

/** How the picture is wanted; `zoom` is one of the lens's factors. */
export type Settings = { readonly torch: boolean; readonly zoom: number };

export const PLAIN: Settings = { torch: false, zoom: 1 };

type Range = { readonly min: number; readonly max: number };
type Capabilities = { torch?: boolean; zoom?: Range; focusMode?: readonly string[] };

const FACTORS = [1, 2, 3, 5];

function capabilitiesOf(track: MediaStreamTrack): Capabilities {
  return (track.getCapabilities?.() ?? {}) as Capabilities;
}

/** What stands for "as the eye sees it": phones say 1, some webcams count from 100. */
function unitOf({ min, max }: Range): number {
  return min <= 1 && max >= 1 ? 1 : min;
}

function zoomsOf(range: Range | undefined): readonly number[] {
  if (range === undefined) return [];
  const zooms = FACTORS.filter((factor) => factor * unitOf(range) <= range.max);
  return zooms.length > 1 ? zooms : [];
}

export function abilitiesOf(track: MediaStreamTrack): Abilities {
  const { torch, zoom } = capabilitiesOf(track);
  return { torch: torch === true, zooms: zoomsOf(zoom) };
}

/**
 * Sets lamp, zoom and focus as far as the lens can. Constraints replace each other, so that the
 * size is asked for again each time; each wish stands alone, since one refused takes its set along.
 */
export async function applySettings(track: MediaStreamTrack, wanted: Settings): Promise<void> {
  const { torch, zoom, focusMode } = capabilitiesOf(track);
  const wishes: Record<string, unknown>[] = [];
  if (focusMode?.includes('continuous')) wishes.push({ focusMode: 'continuous' });
  if (torch) wishes.push({ torch: wanted.torch });
  if (zoomsOf(zoom).includes(wanted.zoom)) {
    wishes.push({ zoom: wanted.zoom * unitOf(zoom as Range) });
  }
  if (wishes.length === 0) return;
  const advanced = wishes as MediaTrackConstraintSet[];
  // A lens that refuses goes on as it is: its picture is worth more than the wish.
  await track.applyConstraints({ ...SIZE, advanced }).catch(() => undefined);
}
