import type { DraftSubject } from '../../db';
import type { How } from '../../domain/facts';
import type { OnSheet } from './records';
import type { Begun } from './sheetHref';

/** The names of forms among a person's drafts are their places in the app. */
export function draftThing(sheetId: string, begun: NonNullable<Begun>): string {
  const { form, ...what } = begun;
  const [value = ''] = Object.values(what);
  return `stocktake/${sheetId}?${form}=${encodeURIComponent(value)}`;
}

/** The explanations of a room are one draft: they become one signature. */
export const signingThing = (sheetId: string) => `stocktake/${sheetId}/review`;

/** What a form on a sheet is about; `found`: how it was come upon, and what its label says. */
export function subjectOn(
  sheet: OnSheet,
  thing: string,
  name: string,
  found: { readonly how: How; readonly code: string | null } = { how: 'picked', code: null },
): DraftSubject {
  return { thing, name, place: sheet.title, ...found, round: null, scanned_at: null };
}
