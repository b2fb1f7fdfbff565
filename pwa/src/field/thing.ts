import type { AssetView, Kind, Place, Register } from '../db';
import type { How } from '../domain/facts';
import { parseLabel } from '../scan/parseLabel';

/** An asset with everything around it that the screen says in words. */
export type ThingView = {
  readonly asset: AssetView;
  /** From the top down, `教学楼 / 三楼 / 301`; empty without a place. */
  readonly place: string;
  readonly kind: Kind | undefined;
  readonly lastBy: string | undefined;
  /** The scanned or current code. */
  readonly code: string | null;
  readonly replaced: boolean;
};

export type Found =
  | { readonly found: 'asset'; readonly view: ThingView }
  | { readonly found: 'place'; readonly place: Place }
  | { readonly found: 'mistyped'; readonly text: string; readonly code: string }
  /** `code` is null when the text is no code of this system at all. */
  | { readonly found: 'unknown'; readonly text: string; readonly code: string | null };

export type Seen = { readonly text: string; readonly how: How };

/** The path of a place in words. */
export async function placeText(register: Register, placeId: string): Promise<string> {
  return (await register.placePath(placeId)).map((place) => place.name).join(' / ');
}

/** A thing with its number: a room has many things of one name. */
export function titleOf({ name, ledger_number }: AssetView): string {
  return [name, ledger_number].filter(Boolean).join(' ');
}

export async function viewOf(
  register: Register,
  asset: AssetView,
  code: string | null = asset.codes[0] ?? null,
  replaced = false,
): Promise<ThingView> {
  const [place, kinds, people] = await Promise.all([
    placeText(register, asset.place_id),
    register.kinds(),
    asset.last_by === null ? [] : register.people(),
  ]);
  const kind = kinds.find((one) => one.id === asset.kind);
  const lastBy = people.find((person) => person.id === asset.last_by)?.name;
  return { asset, place, kind, lastBy, code, replaced };
}

/** What a scanned or typed text stands for, as far as this phone knows. */
export async function lookUp(register: Register, text: string): Promise<Found> {
  const { kind, code } = parseLabel(text);
  if (kind === 'mistyped') return { found: 'mistyped', text, code };
  if (kind === 'foreign') return { found: 'unknown', text, code: null };
  const thing = await register.findByCode(code);
  if (thing === null) return { found: 'unknown', text, code };
  if (thing.thing === 'place') return { found: 'place', place: thing.place };
  return { found: 'asset', view: await viewOf(register, thing.asset, code, thing.replaced_code) };
}
