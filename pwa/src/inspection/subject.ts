import type { Checklist, DraftForm, DraftSubject } from '../db';
import type { How } from '../domain/facts';
import { isPlaceView, nameOf, type View } from '../field/thing';

/** All that is said of one thing so far. */
export type Form = DraftSubject & DraftForm;

/** A form in which nothing has been said. */
export const BLANK: DraftForm = {
  result: 'abnormal',
  condition: null,
  phrases: [],
  words: '',
  photos: [],
  checklist: null,
  answers: [],
  level: 'general',
  fixed_on_spot: false,
  why: null,
};

/** The names of things among a person's drafts are their places in the app. */
export const assetThing = (id: string) => `asset/${id}`;
export const placeThing = (id: string) => `place/${id}`;
export const codeThing = (text: string) => `thing/${encodeURIComponent(text)}`;

/** What a draft about `view` is about, found outside of any round. */
export function subjectOf(view: View, how: How): DraftSubject {
  const thing = isPlaceView(view) ? placeThing(view.here.id) : assetThing(view.asset.id);
  const { place, code } = view;
  return { thing, name: nameOf(view), place, code, how, round: null, scanned_at: null };
}

/**
 * The form as it answers `checklist`. What was said of another one, or of another version, is for
 * the person to say again: its items may ask something else by now.
 */
export function answering<F extends DraftForm>(form: F, checklist: Checklist | null): F {
  const { checklist: former, phrases } = form;
  if (former?.id === checklist?.id && former?.version === checklist?.version) return form;
  const asked = checklist && { id: checklist.id, version: checklist.version };
  const kept = phrases.filter((phrase) => !phrase.includes(':'));
  return { ...form, checklist: asked, answers: [], phrases: kept };
}
