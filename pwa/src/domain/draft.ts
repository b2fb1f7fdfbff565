import {
  CONDITIONS,
  type Envelope,
  HOWS,
  type InspectionBody,
  type LabelBoundBody,
  type LabelRequestedBody,
  type PhotoNote,
  RESULTS,
  type UnknownCodeBody,
  type WithdrawalBody,
} from './facts';

export const WORDS_LIMIT = 500;
export const PHOTOS_LIMIT = 8;
export const UNKNOWN_TEXT_LIMIT = 300;

const CODE = /^[2-9A-HJ-NP-Z]{9}$/;

type LabelDraft =
  | ({ readonly type: 'label_bound' } & LabelBoundBody)
  | ({ readonly type: 'label_requested' } & LabelRequestedBody);

/** With words and photos. */
type SeenDraft =
  | ({ readonly type: 'inspection_recorded' } & Omit<InspectionBody, 'photos'>)
  | ({ readonly type: 'unknown_code_kept' } & Omit<UnknownCodeBody, 'photos'>);

/** What a screen hands over; photos travel beside it and are named in the body when saved. */
export type FactDraft =
  | SeenDraft
  | LabelDraft
  | ({ readonly type: 'record_withdrawn' } & WithdrawalBody);

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
  | 'photos_not_taken'
  | 'thing_missing'
  | 'code_invalid'
  | 'pile_missing';

/** The first thing wrong with a draft that has `photoCount` photos, or null. */
export function draftProblem(draft: FactDraft, photoCount: number): DraftProblem | null {
  if (isSeen(draft)) return sharedProblem(draft, photoCount) ?? ownProblem(draft);
  if (photoCount > 0) return 'photos_not_taken';
  if (draft.type !== 'record_withdrawn') return labelProblem(draft);
  return draft.target === '' ? 'target_missing' : null;
}

function isSeen(draft: FactDraft): draft is SeenDraft {
  return draft.type === 'inspection_recorded' || draft.type === 'unknown_code_kept';
}

function labelProblem(draft: LabelDraft): DraftProblem | null {
  if (!isHow(draft.how)) return 'how_unknown';
  if ((draft.asset_id === null) === (draft.place_id === null)) return 'thing_missing';
  if (draft.type === 'label_bound') return CODE.test(draft.code) ? null : 'code_invalid';
  return (draft.why === 'pile') === (draft.pile !== null) ? null : 'pile_missing';
}

function isHow(how: string): boolean {
  return (HOWS as readonly string[]).includes(how);
}

function sharedProblem(
  draft: { readonly how: string; readonly words: string },
  photoCount: number,
): DraftProblem | null {
  if (!isHow(draft.how)) return 'how_unknown';
  if (characters(draft.words) > WORDS_LIMIT) return 'words_too_long';
  return photoCount > PHOTOS_LIMIT ? 'too_many_photos' : null;
}

function ownProblem(draft: SeenDraft): DraftProblem | null {
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
  if (isSeen(draft)) {
    const { type: _, ...rest } = draft;
    return { ...rest, photos };
  }
  const { type: _, ...body } = draft;
  return body;
}

/** Ids of the facts that must be applied before this one. */
export function dependsOn(draft: FactDraft): readonly string[] {
  return draft.type === 'record_withdrawn' ? [draft.target] : [];
}
