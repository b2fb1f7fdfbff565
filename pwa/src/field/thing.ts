import type { Around, AssetView, Checklist, Kind, Place, Register } from '../db';
import type { How, Thing } from '../domain/facts';
import { parseLabel } from '../scan/parseLabel';
import { attend } from '../sync';

/** An asset with everything around it that the screen says in words. */
export type ThingView = {
  readonly asset: AssetView;
  /** From the top down, `教学楼 / 三楼 / 301`; empty without a place. */
  readonly place: string;
  readonly kind: Kind | undefined;
  readonly lastBy: string | undefined;
  /** What is asked of its kind; null when nothing but 正常 or 异常 is. */
  readonly checklist: Checklist | null;
  /** The scanned or current code. */
  readonly code: string | null;
  readonly replaced: boolean;
};

/** A place as something to be inspected itself. */
export type PlaceView = {
  readonly here: Place;
  /** What it lies in, from the top down; empty at the top. */
  readonly place: string;
  readonly checklist: Checklist | null;
  readonly code: string | null;
};

/** An asset or a place, whatever can be inspected. */
export type View = ThingView | PlaceView;

export function isPlaceView(view: View): view is PlaceView {
  return 'here' in view;
}

/** The ids that facts name it by. */
export function idsOf(view: View): Thing {
  return isPlaceView(view)
    ? { asset_id: null, place_id: view.here.id }
    : { asset_id: view.asset.id, place_id: null };
}

export function nameOf(view: View): string {
  return isPlaceView(view) ? view.here.name : view.asset.name;
}

export type Found =
  | { readonly found: 'asset'; readonly view: ThingView }
  | { readonly found: 'place'; readonly place: Place }
  | { readonly found: 'mistyped'; readonly text: string; readonly code: string }
  /** `code` is null when the text is no code of this system at all. */
  | { readonly found: 'unknown'; readonly text: string; readonly code: string | null };

export type Seen = { readonly text: string; readonly how: How };

/** The path of a place in words. */
export async function placeText(register: Register, placeId: string): Promise<string> {
  return inWords(await register.placePath(placeId));
}

/** A thing with its number: a room has many things of one name. */
export function titleOf({ name, ledger_number }: AssetView): string {
  return [name, ledger_number].filter(Boolean).join(' ');
}

function checklistFor({ checklists }: Around, subject: string): Checklist | null {
  return checklists.find((one) => one.subjects.includes(subject)) ?? null;
}

function inWords(path: readonly Place[]): string {
  return path.map((place) => place.name).join(' / ');
}

export async function viewOf(register: Register, asset: AssetView): Promise<ThingView> {
  return viewIn(await register.around(), asset, asset.codes[0] ?? null, false);
}

function viewIn(
  around: Around,
  asset: AssetView,
  code: string | null,
  replaced: boolean,
): ThingView {
  const { kinds, people, path } = around;
  return {
    asset,
    place: inWords(path(asset.place_id)),
    kind: kinds.find((one) => one.id === asset.kind),
    lastBy: people.find((person) => person.id === asset.last_by)?.name,
    checklist: checklistFor(around, `asset:${asset.kind}`),
    code,
    replaced,
  };
}

/** Null when the register has no such place. */
export async function placeViewOf(
  register: Register,
  id: string,
  scanned?: string,
): Promise<PlaceView | null> {
  const around = await register.around();
  const path = around.path(id);
  const here = path[path.length - 1];
  if (here === undefined) return null;
  const checklist = checklistFor(around, `place:${here.kind}`);
  const code = scanned ?? here.codes[0] ?? null;
  return { here, place: inWords(path.slice(0, -1)), checklist, code };
}

/** What a scanned or typed text stands for, as far as this phone knows. */
export async function lookUp(register: Register, text: string): Promise<Found> {
  attend();
  const { kind, code } = parseLabel(text);
  if (kind === 'mistyped') return { found: 'mistyped', text, code };
  if (kind === 'foreign') return { found: 'unknown', text, code: null };
  const [thing, around] = await Promise.all([register.findByCode(code), register.around()]);
  if (thing === null) return { found: 'unknown', text, code };
  if (thing.thing === 'place') return { found: 'place', place: thing.place };
  return { found: 'asset', view: viewIn(around, thing.asset, code, thing.replaced_code) };
}

/** What was found by `text`, as something to be inspected; null when this school has no such thing. */
export async function inspectable(
  register: Register,
  found: Found,
  text: string,
): Promise<View | null> {
  if (found.found === 'asset') return found.view;
  if (found.found !== 'place') return null;
  return placeViewOf(register, found.place.id, parseLabel(text).code);
}
