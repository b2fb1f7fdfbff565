import {
  CONDITIONS,
  type Envelope,
  HOWS,
  type InspectionBody,
  type PhotoNote,
  RESULTS,
  type UnknownCodeBody,
  type WithdrawalBody,
} from './facts';

export const WORDS_LIMIT = 500;
export const PHOTOS_LIMIT = 8;
export const UNKNOWN_TEXT_LIMIT = 300;

/** What a screen hands over; photos travel beside it and are named in the body when saved. */
export type FactDraft =
  | ({ readonly type: 'inspection_recorded' } & Omit<InspectionBody, 'photos'>)
  | ({ readonly type: 'record_withdrawn' } & WithdrawalBody)
  | ({ readonly type: 'unknown_code_kept' } & Omit<UnknownCodeBody, 'photos'>);

/** Stable codes of what is wrong with a draft; each has a message. */
export type DraftProblem =
  | 'result_and_condition_differ'
  | 'condition_unknown'
  | 'how_unknown'
  | 'words_too_long'
  | 'too_many_photos'
  | 'text_too_long'
  | 'text_missing'
  | 'target_missing'
  | 'photos_not_taken';

/** The first thing wrong with a draft that has `photoCount` photos, or null. */
export function draftProblem(draft: FactDraft, photoCount: number): DraftProblem | null {
  if (draft.type === 'record_withdrawn') return withdrawalProblem(draft.target, photoCount);
  return sharedProblem(draft, photoCount) ?? ownProblem(draft);
}

function withdrawalProblem(target: string, photoCount: number): DraftProblem | null {
  if (target === '') return 'target_missing';
  return photoCount > 0 ? 'photos_not_taken' : null;
}

function sharedProblem(
  draft: { readonly how: string; readonly words: string },
  photoCount: number,
): DraftProblem | null {
  if (!(HOWS as readonly string[]).includes(draft.how)) return 'how_unknown';
  if (characters(draft.words) > WORDS_LIMIT) return 'words_too_long';
  return photoCount > PHOTOS_LIMIT ? 'too_many_photos' : null;
}

function ownProblem(draft: Exclude<FactDraft, { type: 'record_withdrawn' }>): DraftProblem | null {
  if (draft.type === 'unknown_code_kept') {
    if (draft.text === '') return 'text_missing';
    return characters(draft.text) > UNKNOWN_TEXT_LIMIT ? 'text_too_long' : null;
  }
  const known =
    (CONDITIONS as readonly string[]).includes(draft.condition) &&
    (RESULTS as readonly string[]).includes(draft.result);
  if (!known) return 'condition_unknown';
  const agree = (draft.result === 'ok') === (draft.condition === 'intact');
  return agree ? null : 'result_and_condition_differ';
}

/** Length in characters as the server counts them, not in UTF-16 units. */
function characters(text: string): number {
  return [...text].length;
}

/** The body that travels: the draft without its type, with its photos named. */
export function bodyOf(draft: FactDraft, photos: readonly PhotoNote[]): Envelope['body'] {
  if (draft.type === 'record_withdrawn') return { target: draft.target };
  const { type: _, ...rest } = draft;
  return { ...rest, photos };
}

/** Ids of the facts that must be applied before this one. */
export function dependsOn(draft: FactDraft): readonly string[] {
  return draft.type === 'record_withdrawn' ? [draft.target] : [];
}
