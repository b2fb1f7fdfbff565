import { useState } from 'preact/hooks';
import type { PhotoInput } from '../../db';
import type { Cause } from '../../domain/countFacts';
import type { Discrepancy } from '../../domain/reconciliation';
import { type Begun, useDraft } from '../../inspection/useDraft';
import type { Phone } from '../../sync';
import { errorText } from '../../ui/errorText';
import { type Ink, isSigned } from '../../ui/ink';
import { t } from '../../ui/messages';
import { useLoaded } from '../../ui/useLoaded';
import { useValue } from '../../ui/useValue';
import { type Explained, explainedIn, lackIn, type Said, saidOf } from './explained';
import type { SheetInHand } from './sheetInHand';

function hasBegun({ said }: SheetInHand): boolean {
  return said.some(
    ({ t: type, withdrawn }) => type !== 'signed' && type !== 'returned' && !withdrawn,
  );
}

/** Whose phones have not sent everything; null: nobody could be asked; undefined: being asked. */
function useUnsent(phone: Phone, sheetId: string) {
  const { last_success } = useValue(phone.status);
  const ask = () => phone.sheetHelpers(sheetId).catch(() => null);
  const helpers = useLoaded(ask, [last_success]).value;
  return helpers === null ? null : helpers?.filter(({ unsent }) => unsent > 0);
}

/** What the signer says, kept as a draft: it lasts over a reload and a dead phone. */
export function useSigning(phone: Phone, inHand: SheetInHand, begun: Begun) {
  const { draft, failure, change, end } = useDraft(phone, begun.draft);
  const [ink, setInk] = useState<Ink>();
  const unsent = useUnsent(phone, inHand.sheet.id);
  const isFull = useLoaded(() => phone.space(), [draft.photos.length]).value?.is_full === true;
  const { discrepancies } = inHand.closed;
  const explained = explainedIn(draft.fields);
  const override = draft.fields?.override ?? null;
  const of = (one: Discrepancy): Said => saidOf(inHand, explained, one);
  const withSaid = (next: Explained) => ({ ...draft.fields, explained: JSON.stringify(next) });
  const lacks = new Map(discrepancies.map((one) => [one.key, lackIn(of(one), one, isFull)]));
  const open = discrepancies.filter(({ key }) => lacks.get(key) !== null);

  const trouble = (): string | undefined => {
    if (!hasBegun(inHand)) return t('stocktake.nothingSaid');
    if (open.length > 0) return t('stocktake.explainFirst', { n: open.length });
    if (unsent === undefined) return t('stocktake.helpersAsking');
    const waits = (unsent?.length ?? 0) > 0;
    if (waits && (override ?? '').trim() === '') return t('stocktake.helpersFirst');
    return ink !== undefined && isSigned(ink) ? undefined : t('round.signFirst');
  };
  return {
    draft,
    explained,
    override,
    unsent,
    lacks,
    open,
    ink,
    setInk,
    end,
    of,
    trouble: trouble(),
    unkept: failure === undefined ? undefined : errorText(failure),
    photosOf: (one: Discrepancy) =>
      draft.photos.filter(({ taken_at }) => of(one).photos.includes(taken_at)),
    say(one: Discrepancy, part: Partial<Said>): void {
      change({ fields: withSaid({ ...explained, [one.key]: { ...of(one), ...part } }) });
    },
    /** One cause for all that have none. */
    sayAll(cause: Cause): void {
      const blank = discrepancies.filter((one) => of(one).cause === null);
      const added = blank.map((one) => [one.key, { ...of(one), cause }]);
      change({ fields: withSaid({ ...explained, ...Object.fromEntries(added) }) });
    },
    takePhotos(one: Discrepancy, next: readonly PhotoInput[]): void {
      const former = of(one).photos;
      const others = draft.photos.filter(({ taken_at }) => !former.includes(taken_at));
      const photos = next.map(({ taken_at }) => taken_at);
      const fields = withSaid({ ...explained, [one.key]: { ...of(one), photos } });
      change({ photos: [...others, ...next], fields });
    },
    /** Null: one waits for the others after all. */
    sayOverride(reason: string | null): void {
      const { override: _, ...others } = draft.fields ?? {};
      change({ fields: reason === null ? others : { ...others, override: reason } });
    },
  };
}

export type Signing = ReturnType<typeof useSigning>;
