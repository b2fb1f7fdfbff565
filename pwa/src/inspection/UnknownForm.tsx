import { useState } from 'preact/hooks';
import { WORDS_LIMIT } from '../domain/draft';
import { useSaving } from '../field/useSaving';
import type { Phone } from '../sync';
import { Button } from '../ui/Button';
import { errorText } from '../ui/errorText';
import { Field } from '../ui/Field';
import { t } from '../ui/messages';
import { Notice } from '../ui/Notice';
import { Discard } from './Discard';
import { PhotoStrip } from './PhotoStrip';
import { keepUnknown } from './records';
import { stampTexts } from './stampTexts';
import { type Begun, useDraft } from './useDraft';

type Props = {
  readonly phone: Phone;
  readonly begun: Begun;
  readonly onKept: () => void;
  readonly onCancel: () => void;
};

/** What the person says about a code that is no thing here. */
export function UnknownForm({ phone, begun, onKept, onCancel }: Props) {
  const [leaving, setLeaving] = useState(false);
  const saving = useSaving();
  const { draft, dirty, failure, change, end } = useDraft(phone, begun.draft);
  const keep = async () => {
    await keepUnknown(phone, draft);
    await end();
  };
  const leave = () => void end().then(onCancel);
  const unkept = failure === undefined ? undefined : errorText(failure);
  const trouble = saving.failure ?? unkept;
  return (
    <>
      {begun.restored && <Notice kind="plain">{t('draft.restored')}</Notice>}
      <Field
        kind="long"
        label={t('unknown.words')}
        value={draft.words}
        onInput={(words) => change({ words })}
        maxLength={WORDS_LIMIT}
      />
      <PhotoStrip
        phone={phone}
        photos={draft.photos}
        onChange={(photos) => change({ photos })}
        texts={(at) => stampTexts(phone, at, '', '', draft.code)}
      />
      {trouble && <Notice kind="bad">{trouble}</Notice>}
      <div class="answers">
        <Button onClick={() => (dirty ? setLeaving(true) : leave())}>{t('app.cancel')}</Button>
        <Button kind="main" disabled={saving.busy} onClick={() => void saving.run(keep, onKept)}>
          {t('record.save')}
        </Button>
      </div>
      {leaving && <Discard onStay={() => setLeaving(false)} onLeave={leave} />}
    </>
  );
}
