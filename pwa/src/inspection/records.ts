import type { Draft, RecordEntry, SavedFact } from '../db';
import { UNKNOWN_TEXT_LIMIT } from '../domain/draft';
import type { Condition, How } from '../domain/facts';
import { type ThingView, titleOf } from '../field/thing';
import type { Phone } from '../sync';

const RECORDS_LOOKED_AT = 500;
/** Few enough to be read while the next label is already being scanned. */
const LATELY = 50;
const DAY_MS = 86_400_000;

/** A draft whose condition has been chosen. */
export type AbnormalDraft = Draft & { readonly condition: Exclude<Condition, 'intact'> };

/** Resolves when the phone has it durably. Throws StorageError. */
export function recordOk(phone: Phone, view: ThingView, how: How): Promise<SavedFact> {
  const { asset, code, place } = view;
  return phone.record({
    draft: {
      type: 'inspection_recorded',
      asset_id: asset.id,
      code,
      how,
      result: 'ok',
      condition: 'intact',
      phrases: [],
      words: '',
    },
    photos: [],
    name: asset.name,
    place,
  });
}

/** Resolves when the phone has the record and its photos durably. Throws StorageError. */
export function recordAbnormal(
  phone: Phone,
  assetId: string,
  { id, name, place, code, how, condition, phrases, words, photos }: AbnormalDraft,
): Promise<SavedFact> {
  return phone.record({
    id,
    draft: {
      type: 'inspection_recorded',
      asset_id: assetId,
      code,
      how,
      result: 'abnormal',
      condition,
      phrases,
      words: words.trim(),
    },
    photos,
    name,
    place,
  });
}

/** Asks for a new label in place of one that is worn or gone. Throws StorageError. */
export function requestLabel(
  phone: Phone,
  id: string,
  { asset, place }: ThingView,
  how: How,
): Promise<SavedFact> {
  const thing = { asset_id: asset.id, place_id: null };
  const draft = { type: 'label_requested', ...thing, why: 'worn', pile: null, how } as const;
  return phone.record({ id, draft, photos: [], name: titleOf(asset), place });
}

/** Whether a new label for this thing was asked for on this phone lately: in the last day. */
export async function isLabelRequested(
  phone: Phone,
  assetId: string,
  now: number,
): Promise<boolean> {
  const entries = await phone.records(LATELY);
  return entries.some(
    ({ type, summary, withdrawn, observed_at }) =>
      type === 'label_requested' &&
      summary.asset_id === assetId &&
      !withdrawn &&
      now - observed_at < DAY_MS,
  );
}

/** Keeps a text that is no thing of this school, with what the person says about it. */
export function keepUnknown(
  phone: Phone,
  { id, code, name, how, words, photos }: Draft,
): Promise<SavedFact> {
  const text = [...(code ?? name)].slice(0, UNKNOWN_TEXT_LIMIT).join('');
  return phone.record({
    id,
    draft: { type: 'unknown_code_kept', text, how, words: words.trim() },
    photos,
    name: text,
    place: '',
  });
}

/** The newest record of this person that can still be taken back. */
export async function lastOwn(phone: Phone): Promise<RecordEntry | undefined> {
  const author = phone.account.get()?.person.id;
  const entries = await phone.records(50);
  return entries.find(
    (entry) => entry.type !== 'record_withdrawn' && !entry.withdrawn && entry.author === author,
  );
}

/** The last name under which this phone recorded what carried `code`. */
export async function formerName(phone: Phone, code: string): Promise<string | undefined> {
  const entries = await phone.records(RECORDS_LOOKED_AT);
  const recorded = entries.find(
    ({ type, summary }) => type === 'inspection_recorded' && summary.code === code,
  );
  return recorded?.summary.name;
}
