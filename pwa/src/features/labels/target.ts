import type { Register } from '../../db';
import type { Thing } from '../../domain/facts';
import { type Found, lookUp, placeText, titleOf } from '../../field/thing';

/** What a label is for, with the words that name it. */
export type Target = {
  readonly thing: Thing;
  /** With its number, for a room has many things of one name. */
  readonly name: string;
  /** Where it is, from the top down; empty without a place. */
  readonly place: string;
  /** It has had a label before. */
  readonly hasLabel: boolean;
};

/** The asset or place that was found, or null when none was. */
export function thingOf(found: Found): Thing | null {
  if (found.found === 'asset') return { asset_id: found.view.asset.id, place_id: null };
  return found.found === 'place' ? { asset_id: null, place_id: found.place.id } : null;
}

/** The asset or place of this id; null when the register has none. */
export async function targetOf(register: Register, thing: Thing): Promise<Target | null> {
  if (thing.place_id !== null) return placeTarget(register, thing.place_id);
  const asset = await register.asset(thing.asset_id ?? '');
  if (asset === null) return null;
  const place = await placeText(register, asset.place_id);
  return { thing, name: titleOf(asset), place, hasLabel: asset.codes.length > 0 };
}

async function placeTarget(register: Register, id: string): Promise<Target | null> {
  const path = await register.placePath(id);
  const place = path[path.length - 1];
  if (place === undefined) return null;
  const above = path.slice(0, -1).map(({ name }) => name);
  const thing = { asset_id: null, place_id: id };
  return { thing, name: place.name, place: above.join(' / '), hasLabel: place.codes.length > 0 };
}

/** What a code leads to now, as far as this phone knows. */
export async function carrierOf(register: Register, code: string): Promise<Target | null> {
  const thing = thingOf(await lookUp(register, code));
  return thing && targetOf(register, thing);
}
