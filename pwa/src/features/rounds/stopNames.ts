import type { Place, Register, Stop } from '../../db';
import { placeText, titleOf } from '../../field/thing';
import { t } from '../../ui/messages';
import { idOf } from './roundPlan';

export type StopName = {
  readonly title: string;
  /** Where it is, from the top down; empty when that is not known. */
  readonly place: string;
  /** The place that an asset stands in, or that a place lies in; empty for none. */
  readonly placeId: string;
  /** What checklists are chosen by: `asset:<kind>` or `place:<kind>`; empty when it is gone. */
  readonly subject: string;
};

/** What a person needs to be told of it. */
export type Called = Pick<StopName, 'title' | 'place' | 'subject'>;

/** A fixed position of an extinguisher. */
export const POSITION = 'place:position';

export type StopNames = ReadonlyMap<string, StopName>;

async function assetName(register: Register, id: string): Promise<StopName | undefined> {
  const asset = await register.asset(id);
  if (asset === null) return undefined;
  const place = await placeText(register, asset.place_id);
  return { title: titleOf(asset), place, placeId: asset.place_id, subject: `asset:${asset.kind}` };
}

async function placeName(register: Register, place: Place): Promise<StopName> {
  const parent = place.parent_id ?? '';
  const above = parent === '' ? '' : await placeText(register, parent);
  return { title: place.name, place: above, placeId: parent, subject: `place:${place.kind}` };
}

/** What the stops of a route are called; a thing that has left the register is said to be gone. */
export async function stopNames(register: Register, stops: readonly Stop[]): Promise<StopNames> {
  const places = new Map((await register.places()).map((place) => [place.id, place]));
  const named = await Promise.all(
    stops.map(async (stop): Promise<[string, StopName]> => {
      const place = stop.place_id === null ? undefined : places.get(stop.place_id);
      const found = place
        ? await placeName(register, place)
        : await assetName(register, stop.asset_id ?? '');
      return [idOf(stop), found ?? { ...GONE, title: t('round.gone') }];
    }),
  );
  return new Map(named);
}

/** The room that a thing or a fixed position is in; empty for what is in none, and for a room. */
export function roomOf({ place, subject }: Called): string {
  if (subject.startsWith('place:') && subject !== POSITION) return '';
  return place.split(' / ').pop() ?? '';
}

/** A thing by the room it is in and its name, as people say it: `305 讲台`. */
export function shortName(name: Called): string {
  return [roomOf(name), name.title].filter(Boolean).join(' ');
}

const GONE = { place: '', placeId: '', subject: '' };
