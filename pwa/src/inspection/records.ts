import type { Draft, RecordEntry, SavedFact } from '../db';
import { UNKNOWN_TEXT_LIMIT } from '../domain/draft';
import { type How, isSameThing, type RoundKey, type Thing } from '../domain/facts';
import { idsOf, isPlaceView, titleOf, type View } from '../field/thing';
import type { Phone } from '../sync';
import { factOf } from './inspectionFact';
import { BLANK, type Form, subjectOf } from './subject';

const RECORDS_LOOKED_AT = 500;
/** Few enough to be read while the next label is already being scanned. */
const LATELY = 50;
const DAY_MS = 86_400_000;

/** The round an inspection belongs to, and when it began. */
export type Context = {
  readonly round?: RoundKey | null;
  /** When its label was read, ms by the phone's clock. */
  readonly scannedAt?: number | null;
};

/**
 * 正常 in one tap, for what `isOneTap`. Resolves when the phone has it durably. Throws
 * StorageError.
 */
export function recordOk(
  phone: Phone,
  view: View,
  how: How,
  { round = null, scannedAt = null }: Context = {},
): Promise<SavedFact> {
  const subject = { ...subjectOf(view, how), round, scanned_at: scannedAt };
  return recordForm(phone, view, { ...subject, ...BLANK, result: 'ok' });
}

/** Resolves when the phone has the record and its photos durably. Throws StorageError. */
export function recordForm(
  phone: Phone,
  view: View,
  form: Form & { readonly id?: string },
): Promise<SavedFact> {
  const { id, name, place, photos } = form;
  const draft = factOf(view, form);
  return phone.record({ ...(id !== undefined && { id }), draft, photos, name, place });
}

/** Asks for a new label in place of one that is worn or gone. Throws StorageError. */
export function requestLabel(phone: Phone, id: string, view: View, how: How): Promise<SavedFact> {
  const draft = { type: 'label_requested', ...idsOf(view), why: 'worn', pile: null, how } as const;
  const name = isPlaceView(view) ? view.here.name : titleOf(view.asset);
  return phone.record({ id, draft, photos: [], name, place: view.place });
}

/** Whether a new label for this thing was asked for on this phone lately: in the last day. */
export async function isLabelRequested(phone: Phone, thing: Thing, now: number): Promise<boolean> {
  const entries = await phone.records(LATELY, 'label_requested');
  return entries.some(
    ({ summary, withdrawn, observed_at }) =>
      isSameThing({ place_id: null, ...summary }, thing) &&
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

/**
 * The newest record of this person that can still be taken back. What was signed stays: a round's
 * signature and all that stands in the round.
 */
export async function lastOwn(phone: Phone): Promise<RecordEntry | undefined> {
  const author = phone.account.get()?.person.id;
  const entries = (await phone.records(LATELY)).filter((entry) => !entry.withdrawn);
  const endings = entries.filter((entry) => entry.type === 'round_ended');
  const signed = new Set(endings.map(({ summary }) => summary.round));
  return entries.find(
    ({ type, summary, author: by }) =>
      type !== 'record_withdrawn' &&
      by === author &&
      (summary.round === undefined || !signed.has(summary.round)),
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
