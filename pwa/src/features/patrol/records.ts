import type { PhotoInput, RecordEntry, SavedFact } from '../../db';
import { UNKNOWN_TEXT_LIMIT } from '../../domain/draft';
import type { Condition, How } from '../../domain/facts';
import type { Phone } from '../../sync';
import type { Seen, ThingView } from './thing';

export type AbnormalDraft = {
  readonly condition: Exclude<Condition, 'intact'>;
  readonly phrases: readonly string[];
  readonly words: string;
  readonly photos: readonly PhotoInput[];
};

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
  view: ThingView,
  how: How,
  { condition, phrases, words, photos }: AbnormalDraft,
): Promise<SavedFact> {
  const { asset, code, place } = view;
  return phone.record({
    draft: {
      type: 'inspection_recorded',
      asset_id: asset.id,
      code,
      how,
      result: 'abnormal',
      condition,
      phrases,
      words: words.trim(),
    },
    photos,
    name: asset.name,
    place,
  });
}

/** Keeps a text that is no thing of this school, with what the person says about it. */
export function keepUnknown(
  phone: Phone,
  seen: Seen,
  words: string,
  photos: readonly PhotoInput[],
): Promise<SavedFact> {
  const text = [...seen.text].slice(0, UNKNOWN_TEXT_LIMIT).join('');
  return phone.record({
    draft: { type: 'unknown_code_kept', text, how: seen.how, words: words.trim() },
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

export function mayRecord(phone: Phone): boolean {
  return phone.account.get()?.person.actions.includes('record') ?? false;
}
