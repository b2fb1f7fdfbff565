import { photoDue, resultOf } from '../domain/checklist';
import type { FactDraft } from '../domain/draft';
import type { Condition } from '../domain/facts';
import { idsOf, isPlaceView, type View } from '../field/thing';
import { complete, unanswered } from './answers';
import type { Form } from './subject';

type Fault = Exclude<Condition, 'intact'>;

/** What keeps a form from being saved; `items` are the keys of those to look at again. */
export type Lack =
  | { readonly lack: 'unanswered' | 'photo'; readonly items: readonly string[] }
  | { readonly lack: 'fault' | 'fresh' };

/** Whether something is wrong: said by the big answer, or by an item. */
export function isAbnormal({ result, answers }: Pick<Form, 'result' | 'answers'>): boolean {
  return result === 'abnormal' || resultOf(answers) === 'abnormal';
}

/**
 * How the thing is now. Whoever has said what is wrong, and no more, has seen something that can
 * still be used; null as long as nothing is said. Places are always still used.
 */
export function conditionOf(view: View, form: Form): Fault | null {
  const { condition, phrases, answers, words, photos } = form;
  const said = phrases.length > 0 || resultOf(answers) === 'abnormal';
  if (isPlaceView(view)) return said || words.trim() !== '' || photos.length > 0 ? 'usable' : null;
  return condition ?? (said ? 'usable' : null);
}

/** The first thing a form lacks, or null. `fresh`: what is in order is to have a photo too. */
export function lackOf(view: View, form: Form, fresh: boolean): Lack | null {
  const items = view.checklist?.items ?? [];
  const abnormal = isAbnormal(form);
  if (abnormal && conditionOf(view, form) === null) return { lack: 'fault' };
  const open = unanswered(items, form.answers).map((item) => item.key);
  if (open.length > 0) return { lack: 'unanswered', items: open };
  if (form.photos.length > 0) return null;
  const due = photoDue(items, form.answers);
  if (due.length > 0) return { lack: 'photo', items: due };
  return fresh && !abnormal ? { lack: 'fresh' } : null;
}

/** What a finished form says of `view`. */
export function factOf(view: View, form: Form): FactDraft {
  const { checklist } = view;
  const { code, how, phrases, words, round, scanned_at, level, fixed_on_spot, answers } = form;
  const condition = isAbnormal(form) ? (conditionOf(view, form) ?? 'usable') : 'intact';
  const abnormal = condition !== 'intact';
  return {
    type: 'inspection_recorded',
    ...idsOf(view),
    code,
    how,
    result: abnormal ? 'abnormal' : 'ok',
    condition,
    phrases: abnormal ? phrases : [],
    words: words.trim(),
    round,
    scanned_at,
    checklist: checklist && { id: checklist.id, version: checklist.version },
    answers: complete(checklist?.items ?? [], answers),
    level: abnormal ? level : null,
    fixed_on_spot: abnormal && fixed_on_spot,
  };
}
