import {
  type CountDraft,
  type CountDraftProblem,
  countBody,
  countProblem,
  isCountDraft,
  photosLimit,
  wordsIn,
} from './countDraft';
import {
  CONDITIONS,
  type Envelope,
  HOWS,
  type InRound,
  type InspectionBody,
  type LabelBoundBody,
  type LabelRequestedBody,
  type PhotoNote,
  RESULTS,
  type RoundEndedBody,
  type StopUnscannedBody,
  type Thing,
  type UnknownCodeBody,
  type WithdrawalBody,
} from './facts';

export const WORDS_LIMIT = 500;
export const PHOTOS_LIMIT = 8;
export const UNKNOWN_TEXT_LIMIT = 300;

const CODE = /^[2-9A-HJ-NP-Z]{9}$/;

/** What an inspection outside of any round says of rounds. */
const OUTSIDE: InRound = {
  round: null,
  checklist: null,
  answers: [],
  level: null,
  fixed_on_spot: false,
  scanned_at: null,
};

/** What is left out is as outside of any round, of an asset, of no place. */
type InspectionDraft = { readonly type: 'inspection_recorded' } & Omit<
  InspectionBody,
  'photos' | 'place_id' | keyof InRound
> &
  Partial<Pick<InspectionBody, 'place_id'> & InRound>;

type LabelDraft =
  | ({ readonly type: 'label_bound' } & LabelBoundBody)
  | ({ readonly type: 'label_requested' } & LabelRequestedBody);

/** With words and photos. */
type SeenDraft =
  | InspectionDraft
  | ({ readonly type: 'stop_unscanned' } & Omit<StopUnscannedBody, 'photos'>)
  | ({ readonly type: 'unknown_code_kept' } & Omit<UnknownCodeBody, 'photos'>);

type RoundEndedDraft = { readonly type: 'round_ended' } & RoundEndedBody;

/** What a screen hands over; photos travel beside it and are named in the body when saved. */
export type FactDraft =
  | SeenDraft
  | LabelDraft
  | RoundEndedDraft
  | CountDraft
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
  | 'pile_missing'
  | 'level_without_fault'
  | CountDraftProblem;

/** The first thing wrong with a draft that has `photoCount` photos, or null. */
export function draftProblem(draft: FactDraft, photoCount: number): DraftProblem | null {
  if (isSeen(draft)) return sharedProblem(draft, photoCount) ?? ownProblem(draft);
  if (isCountDraft(draft)) return limitProblem(draft, photoCount) ?? countProblem(draft);
  if (photoCount > 0) return 'photos_not_taken';
  if (draft.type === 'round_ended') return endingProblem(draft);
  if (draft.type !== 'record_withdrawn') return labelProblem(draft);
  return draft.target === '' ? 'target_missing' : null;
}

const SEEN: readonly string[] = ['inspection_recorded', 'unknown_code_kept', 'stop_unscanned'];

function isSeen(draft: FactDraft): draft is SeenDraft {
  return SEEN.includes(draft.type);
}

function limitProblem(draft: CountDraft, photoCount: number): DraftProblem | null {
  if (wordsIn(draft).some((words) => characters(words) > WORDS_LIMIT)) return 'words_too_long';
  return photoCount > photosLimit(draft) ? 'too_many_photos' : null;
}

function labelProblem(draft: LabelDraft): DraftProblem | null {
  if (!isHow(draft.how)) return 'how_unknown';
  if (!isOneThing(draft)) return 'thing_missing';
  if (draft.type === 'label_bound') return CODE.test(draft.code) ? null : 'code_invalid';
  return (draft.why === 'pile') === (draft.pile !== null) ? null : 'pile_missing';
}

function endingProblem({ signature, reasons }: RoundEndedDraft): DraftProblem | null {
  if (!signature.strokes.some((stroke) => stroke.length > 0)) return 'signature_missing';
  return reasons.some(({ words }) => characters(words) > WORDS_LIMIT) ? 'words_too_long' : null;
}

function isOneThing({ asset_id, place_id = null }: Partial<Thing>): boolean {
  return (asset_id === null) !== (place_id === null);
}

function isHow(how: string): boolean {
  return (HOWS as readonly string[]).includes(how);
}

function sharedProblem(draft: SeenDraft, photoCount: number): DraftProblem | null {
  if (draft.type !== 'stop_unscanned' && !isHow(draft.how)) return 'how_unknown';
  if (characters(draft.words) > WORDS_LIMIT) return 'words_too_long';
  return photoCount > PHOTOS_LIMIT ? 'too_many_photos' : null;
}

function ownProblem(draft: SeenDraft): DraftProblem | null {
  if (draft.type === 'unknown_code_kept') {
    if (draft.text === '') return 'text_missing';
    return characters(draft.text) > UNKNOWN_TEXT_LIMIT ? 'text_too_long' : null;
  }
  if (!isOneThing(draft)) return 'thing_missing';
  return draft.type === 'inspection_recorded' ? inspectionProblem(draft) : null;
}

function inspectionProblem(draft: InspectionDraft): DraftProblem | null {
  const known =
    (CONDITIONS as readonly string[]).includes(draft.condition) &&
    (RESULTS as readonly string[]).includes(draft.result);
  if (!known) return 'condition_unknown';
  const isOk = draft.result === 'ok';
  if (isOk !== (draft.condition === 'intact')) return 'result_and_condition_differ';
  const { level, fixed_on_spot } = { ...OUTSIDE, ...draft };
  return isOk && (level !== null || fixed_on_spot) ? 'level_without_fault' : null;
}

/** Length in characters as the server counts them, not in UTF-16 units. */
function characters(text: string): number {
  return [...text].length;
}

/** The body that travels: the draft without its type, with its photos named. */
export function bodyOf(draft: FactDraft, photos: readonly PhotoNote[]): Envelope['body'] {
  if (draft.type === 'inspection_recorded') {
    const { type: _, ...rest } = draft;
    return { place_id: null, ...OUTSIDE, ...rest, photos };
  }
  if (isSeen(draft)) {
    const { type: _, ...rest } = draft;
    return { ...rest, photos };
  }
  if (isCountDraft(draft)) return countBody(draft, photos);
  const { type: _, ...body } = draft;
  return body;
}

/** Ids of the facts that must be applied before this one. */
export function dependsOn(draft: FactDraft): readonly string[] {
  return draft.type === 'record_withdrawn' ? [draft.target] : [];
}
