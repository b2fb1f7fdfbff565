import type { PhotoInput, SavedFact } from '../../db';
import type {
  AssetSightedBody,
  Explanation,
  GroupCountedBody,
  SheetSignedBody,
  SignedDiscrepancy,
} from '../../domain/countFacts';
import type { How, Signature } from '../../domain/facts';
import { newId, type Phone } from '../../sync';

/** Where something is said: the sheet, and how lists name the room. */
export type OnSheet = { readonly id: string; readonly title: string };

export type Sighted = Omit<AssetSightedBody, 'sheet_id' | 'photos'>;
export type Counted = Omit<GroupCountedBody, 'sheet_id' | 'photos'>;

/** What a form adds to a record: its id, so that a second tap makes no second one, and photos. */
export type Kept = { readonly id?: string; readonly photos?: readonly PhotoInput[] };

/** A thing of the ledger, seen whole. */
export function seenWhole(asset: string, code: string | null, how: How): Sighted {
  const named = { asset_id: asset, code, text: null, name: null, kind_id: null, quantity: 1 };
  return { ...named, how: howSeen(how), condition: 'intact', words: '' };
}

/** `door` is said of inspections only. */
export function howSeen(how: How): AssetSightedBody['how'] {
  return how === 'door' ? 'picked' : how;
}

/** All of these resolve when the phone has the record durably, and throw StorageError. */
export function recordSighting(
  phone: Phone,
  { id: sheet_id, title }: OnSheet,
  said: Sighted,
  name: string,
  { id = newId(), photos = [] }: Kept = {},
): Promise<SavedFact> {
  const words = said.words.trim();
  const draft = { type: 'asset_sighted', sheet_id, ...said, words } as const;
  return phone.record({ id, draft, photos, name, place: title });
}

export function recordCount(
  phone: Phone,
  { id: sheet_id, title }: OnSheet,
  said: Counted,
  name: string,
  { id = newId(), photos = [] }: Kept = {},
): Promise<SavedFact> {
  const words = said.words.trim();
  const draft = { type: 'group_counted', sheet_id, ...said, words } as const;
  return phone.record({ id, draft, photos, name, place: title });
}

export function recordTotal(
  phone: Phone,
  { id: sheet_id, title }: OnSheet,
  id: string,
  total: number,
): Promise<SavedFact> {
  const draft = { type: 'total_confirmed', sheet_id, total } as const;
  return phone.record({ id, draft, photos: [], name: title, place: '' });
}

export type Signing = {
  readonly id: string;
  readonly discrepancies: readonly SignedDiscrepancy[];
  readonly explanations: readonly Explanation[];
  readonly override: string;
  readonly signature: Signature;
  readonly photos: readonly PhotoInput[];
};

export function recordSigning(
  phone: Phone,
  { id: sheet_id, title }: OnSheet,
  { id, photos, override, ...said }: Signing,
): Promise<SavedFact> {
  const body: Omit<SheetSignedBody, 'photos'> = {
    sheet_id,
    ...said,
    override: override.trim(),
    signed_name: null,
  };
  return phone.record({
    id,
    draft: { type: 'sheet_signed', ...body },
    photos,
    name: title,
    place: '',
  });
}

/** A blank label goes onto a thing of the ledger, which is thereby seen. */
export async function bindAndSee(
  phone: Phone,
  sheet: OnSheet,
  ids: { readonly binding: string; readonly sighting: string },
  { code, asset, how, name }: { code: string; asset: string; how: How; name: string },
): Promise<void> {
  const draft = { type: 'label_bound', code, asset_id: asset, place_id: null, how } as const;
  await phone.record({ id: ids.binding, draft, photos: [], name, place: sheet.title });
  await recordSighting(phone, sheet, seenWhole(asset, code, how), name, { id: ids.sighting });
}

/** Takes back something this person has said, on whatever phone. */
export function takeBack(phone: Phone, { title }: OnSheet, target: string): Promise<SavedFact> {
  return phone.withdraw(target, { name: title, place: '' });
}
