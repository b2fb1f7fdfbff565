import { useEffect, useRef, useState } from 'preact/hooks';
import type { PhotoInput } from '../../db';
import { WORDS_LIMIT } from '../../domain/draft';
import { type RoundKey, WHYS_UNSCANNED, type WhyUnscanned } from '../../domain/facts';
import { useSaving } from '../../field/useSaving';
import { PhotoStrip } from '../../inspection/PhotoStrip';
import { stampTexts } from '../../inspection/stampTexts';
import { newId, type Phone } from '../../sync';
import { BigChoice } from '../../ui/BigChoice';
import { Button } from '../../ui/Button';
import { holdDraft } from '../../ui/draftLock';
import { Field } from '../../ui/Field';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { recordUnscanned } from './records';
import type { PlannedStop } from './roundPlan';
import type { StopName } from './stopNames';

type Props = {
  readonly phone: Phone;
  readonly round: RoundKey;
  readonly stop: PlannedStop;
  readonly name: StopName;
  readonly onSaved: () => void;
  readonly onCancel: () => void;
};

/** [扫不了]: why, and a photo if there is something to see. */
export function UnscannedForm({ phone, round, stop, name, onSaved, onCancel }: Props) {
  const [why, setWhy] = useState<WhyUnscanned>();
  const [words, setWords] = useState('');
  const [photos, setPhotos] = useState<readonly PhotoInput[]>([]);
  const [unsaid, setUnsaid] = useState(false);
  const ids = useRef({ id: newId(), requestId: newId() });
  const saving = useSaving();
  useEffect(holdDraft, []);

  const save = () => {
    setUnsaid(why === undefined);
    if (why === undefined) return;
    const said = { ...ids.current, why, words, photos };
    void saving.run(() => recordUnscanned(phone, round, stop.stop, name, said), onSaved);
  };
  return (
    <div class="stack form">
      <BigChoice
        legend={t('round.why')}
        value={why}
        onChange={setWhy}
        options={WHYS_UNSCANNED.map((value) => ({ value, label: t(`round.why.${value}`) }))}
      />
      {why === 'label_worn' && <p class="soft">{t('round.willReprint')}</p>}
      <PhotoStrip
        phone={phone}
        photos={photos}
        onChange={setPhotos}
        texts={(at) => stampTexts(phone, at, name.place, name.title, null)}
      />
      <Field
        kind="long"
        label={t('record.words')}
        value={words}
        onInput={setWords}
        maxLength={WORDS_LIMIT}
      />
      {unsaid && why === undefined && <Notice kind="bad">{t('round.sayWhy')}</Notice>}
      {saving.failure && <Notice kind="bad">{saving.failure}</Notice>}
      <div class="answers">
        <Button onClick={onCancel}>{t('app.cancel')}</Button>
        <Button kind="main" disabled={saving.busy} onClick={save}>
          {saving.busy ? t('record.saving') : t('record.save')}
        </Button>
      </div>
    </div>
  );
}
