import type { Draft, SavedFact } from '../../db';
import { HOWS, type How, type Thing } from '../../domain/facts';
import { BLANK } from '../../inspection/subject';
import { groupCode } from '../../scan/code';
import { parseLabel } from '../../scan/parseLabel';
import { newId, type Phone } from '../../sync';
import { t } from '../../ui/messages';
import type { Target } from './target';

/** How far sticking on a label has come; all of it stands in the address, so that back works. */
export type Binding = {
  /** The label to be stuck on; null until it was scanned. */
  readonly code: string | null;
  readonly how: How;
  /** What it is stuck on; null until that was picked. */
  readonly thing: Thing | null;
  /** The thing is being found by its old label. */
  readonly byOld: boolean;
  /** The place that is open while the thing is looked for. */
  readonly at: string | null;
  /** The thing itself is shown afterwards, not the next label. */
  readonly once: boolean;
};

export function bindingOf(query: string): Binding {
  const given = new URLSearchParams(query);
  const { kind, code } = parseLabel(given.get('code') ?? '');
  const asset_id = given.get('asset');
  const place_id = asset_id === null ? given.get('place') : null;
  return {
    code: kind === 'own' ? code : null,
    how: HOWS.find((how) => how === given.get('how')) ?? 'picked',
    thing: asset_id === null && place_id === null ? null : { asset_id, place_id },
    byOld: given.has('old'),
    at: given.get('at'),
    once: given.has('once'),
  };
}

export function bindHref(binding: Partial<Binding>): string {
  const { code, how, thing, byOld, at, once } = binding;
  const query = new URLSearchParams();
  if (code) query.set('code', code);
  if (code && how) query.set('how', how);
  if (thing?.asset_id) query.set('asset', thing.asset_id);
  if (thing?.place_id) query.set('place', thing.place_id);
  if (byOld) query.set('old', '');
  if (at !== undefined && at !== null) query.set('at', at);
  if (once) query.set('once', '');
  const text = query.toString();
  return text === '' ? '/app/labels/bind' : `/app/labels/bind?${text}`;
}

/** Where the first screen takes up a label that was scanned and not yet stuck on. */
const draftThing = (code: string) => `labels/bind?code=${code}`;

/**
 * What becomes the record; its id is the record's, so that a second tap makes no second one. When
 * kept, a phone that dies before it is said what the label is on asks again.
 */
export async function beginBinding(
  phone: Phone,
  code: string,
  how: How,
  keep: boolean,
): Promise<Draft> {
  const drafts = phone.drafts();
  const kept = await drafts.of(draftThing(code)).catch(() => null);
  if (kept !== null) return kept;
  const draft = draftOf(code, how);
  // What cannot be kept can still be finished while the page lives.
  if (keep) await drafts.keep(draft).catch(() => undefined);
  return draft;
}

function draftOf(code: string, how: How): Draft {
  const name = t('labels.draft', { code: groupCode(code) });
  const about = { thing: draftThing(code), name, place: '', code, how };
  return { id: newId(), ...about, round: null, scanned_at: null, ...BLANK };
}

/** The label is not stuck on anything after all. */
export function giveUpBinding(phone: Phone, draft: Draft): Promise<void> {
  return phone
    .drafts()
    .drop(draft)
    .catch(() => undefined);
}

/** Resolves when the phone has it durably. Throws StorageError. */
export async function bind(
  phone: Phone,
  begun: Draft,
  { thing, name, place }: Target,
): Promise<SavedFact> {
  const { id, code, how } = begun;
  const draft = { type: 'label_bound', code: code ?? '', ...thing, how } as const;
  const saved = await phone.record({ id, draft, photos: [], name, place });
  await giveUpBinding(phone, begun);
  return saved;
}
