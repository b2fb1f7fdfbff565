import { useState } from 'preact/hooks';
import type { PhotoInput } from '../../db';
import { CAUSES, type Cause } from '../../domain/countFacts';
import { WORDS_LIMIT } from '../../domain/draft';
import type { Discrepancy } from '../../domain/reconciliation';
import { PhotoStrip } from '../../inspection/PhotoStrip';
import { stampTexts } from '../../inspection/stampTexts';
import type { Phone } from '../../sync';
import { BigChoice } from '../../ui/BigChoice';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { t } from '../../ui/messages';
import type { Lack, Said } from './explained';
import type { SheetInHand } from './sheetInHand';
import { discrepancyText, discrepancyTitle } from './texts';

type Props = {
  readonly phone: Phone;
  readonly inHand: SheetInHand;
  readonly discrepancy: Discrepancy;
  readonly said: Said;
  /** Those of the form that belong to it. */
  readonly photos: readonly PhotoInput[];
  /** What is missing, once the signer has tried. */
  readonly lack: Lack | null;
  readonly onSay: (part: Partial<Said>) => void;
  readonly onPhotos: (photos: readonly PhotoInput[]) => void;
};

export function causeOptions() {
  return CAUSES.map((value): { value: Cause; label: string } => ({
    value,
    label: t(`stocktake.cause.${value}`),
  }));
}

/** One thing that does not agree: why, in words, and with a photo. */
export function Explain(props: Props) {
  const { phone, inHand, discrepancy, said, photos, lack, onSay, onPhotos } = props;
  const [more, setMore] = useState(said.words !== '' || photos.length > 0);
  const title = discrepancyTitle(inHand, discrepancy);
  const open = more || said.cause === 'before_takeover';
  return (
    <li class="explain" data-discrepancy={discrepancy.key} data-lack={lack ?? undefined}>
      <p class="explain-what">
        {title} <span class="tag tag-bad">{discrepancyText(discrepancy)}</span>
      </p>
      <BigChoice
        inline
        legend={t('stocktake.cause')}
        value={said.cause ?? undefined}
        onChange={(cause) => onSay({ cause })}
        options={causeOptions()}
      />
      {lack !== null && (
        <p class="field-error" role="alert">
          {t(`stocktake.lack.${lack}`)}
        </p>
      )}
      {said.former.length > 0 && (
        <p class="soft">{t('stocktake.formerPhotos', { n: said.former.length })}</p>
      )}
      {open ? (
        <>
          <PhotoStrip
            phone={phone}
            photos={photos}
            onChange={onPhotos}
            texts={(at) => stampTexts(phone, at, inHand.sheet.title, title, null)}
          />
          <Field
            kind="long"
            label={t('record.words')}
            value={said.words}
            onInput={(words) => onSay({ words })}
            maxLength={WORDS_LIMIT}
          />
        </>
      ) : (
        <Button kind="quiet" onClick={() => setMore(true)}>
          {t('stocktake.addMore')}
        </Button>
      )}
    </li>
  );
}
