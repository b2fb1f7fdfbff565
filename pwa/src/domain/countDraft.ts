import type { CountBodies, CountFactType } from './countFacts';
import type { PhotoNote } from './factParts';

export const SIGNED_PHOTOS_LIMIT = 40;
/** What a sheet's discrepancies may be at most, as the server takes them. */
export const DISCREPANCIES_LIMIT = 2000;

type DraftOf<T extends CountFactType> = { readonly type: T } & Omit<CountBodies[T], 'photos'>;

/** What is said on a sheet; photos travel beside it. */
export type CountDraft = { [T in CountFactType]: DraftOf<T> }[CountFactType];

export type CountDraftProblem = 'sighting_empty' | 'quantity_invalid' | 'signature_missing';

export function isCountDraft(draft: { readonly type: string }): draft is CountDraft {
  return 'sheet_id' in draft;
}

/** How many photos may travel beside it. */
export function photosLimit({ type }: CountDraft): number {
  if (type === 'total_confirmed') return 0;
  return type === 'sheet_signed' ? SIGNED_PHOTOS_LIMIT : 8;
}

/** The texts that a person has typed in it. */
export function wordsIn(draft: CountDraft): readonly string[] {
  if (draft.type === 'total_confirmed') return [];
  if (draft.type !== 'sheet_signed') return [draft.words];
  return [draft.override, ...draft.explanations.map(({ words }) => words)];
}

/** The first thing wrong with what a draft of the count says, or null. */
export function countProblem(draft: CountDraft): CountDraftProblem | null {
  switch (draft.type) {
    case 'asset_sighted':
      return sightingProblem(draft);
    case 'group_counted':
      return isCount(draft.good) && isCount(draft.damaged) ? null : 'quantity_invalid';
    case 'total_confirmed':
      return isCount(draft.total, 1_000_000) ? null : 'quantity_invalid';
    case 'sheet_signed':
      return (draft.signature === null) === (draft.signed_name === null)
        ? 'signature_missing'
        : null;
  }
}

/** The body that travels: the draft without its type, with its photos named where it may have some. */
export function countBody(
  draft: CountDraft,
  photos: readonly PhotoNote[],
): CountBodies[CountFactType] {
  if (draft.type === 'total_confirmed') return { sheet_id: draft.sheet_id, total: draft.total };
  const { type: _, ...rest } = draft;
  return { ...rest, photos };
}

function sightingProblem(draft: DraftOf<'asset_sighted'>): CountDraftProblem | null {
  const { asset_id, code, text, name, quantity } = draft;
  if (!(asset_id ?? code ?? text ?? name)) return 'sighting_empty';
  return quantity > 0 && isCount(quantity, asset_id === null ? 10_000 : 1)
    ? null
    : 'quantity_invalid';
}

function isCount(value: number, most = 100_000): boolean {
  return Number.isInteger(value) && value >= 0 && value <= most;
}
