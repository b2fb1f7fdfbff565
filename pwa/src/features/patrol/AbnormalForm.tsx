import { useState } from 'preact/hooks';
import type { PhotoInput } from '../../db';
import { WORDS_LIMIT } from '../../domain/draft';
import type { How } from '../../domain/facts';
import type { Phone } from '../../sync';
import { BigChoice } from '../../ui/BigChoice';
import { Button } from '../../ui/Button';
import { Chips } from '../../ui/Chips';
import { Field } from '../../ui/Field';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { Discard } from './Discard';
import { PhotoStrip } from './PhotoStrip';
import { type AbnormalDraft, recordAbnormal } from './records';
import { stampTexts } from './stampTexts';
import type { ThingView } from './thing';
import { useDraft } from './useDraft';
import { useSaving } from './useSaving';
import { phraseText } from './words';

type Props = {
  readonly phone: Phone;
  readonly view: ThingView;
  readonly how: How;
  readonly onSaved: () => void;
  readonly onCancel: () => void;
};

const CONDITIONS = ['usable', 'unusable', 'missing'] as const;

/** What is wrong: a condition, phrases to tap, words and photos if wanted. */
export function AbnormalForm({ phone, view, how, onSaved, onCancel }: Props) {
  const [condition, setCondition] = useState<AbnormalDraft['condition']>();
  const [phrases, setPhrases] = useState<readonly string[]>([]);
  const [words, setWords] = useState('');
  const [photos, setPhotos] = useState<readonly PhotoInput[]>([]);
  const [missing, setMissing] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const saving = useSaving();
  const dirty = condition !== undefined || phrases.length + photos.length > 0 || words !== '';
  useDraft(dirty);

  const save = () => {
    setMissing(condition === undefined);
    if (condition === undefined) return;
    const draft = { condition, phrases, words, photos };
    void saving.run(() => recordAbnormal(phone, view, how, draft), onSaved);
  };
  const options = (view.kind?.phrases ?? []).map((phrase) => ({
    value: phrase.key,
    label: phraseText(phrase),
  }));
  const failure = missing && condition === undefined ? t('record.chooseCondition') : saving.failure;

  return (
    <div class="stack form">
      <BigChoice
        legend={t('record.condition')}
        value={condition}
        onChange={setCondition}
        options={CONDITIONS.map((value) => ({ value, label: t(`condition.${value}`) }))}
      />
      {options.length > 0 && (
        <Chips
          label={t('record.phrases')}
          options={options}
          chosen={phrases}
          onChange={setPhrases}
        />
      )}
      <PhotoStrip
        photos={photos}
        onChange={setPhotos}
        texts={(at) => stampTexts(phone, at, view.place, view.asset.name, view.code)}
      />
      <Field
        kind="long"
        label={t('record.words')}
        value={words}
        onInput={setWords}
        maxLength={WORDS_LIMIT}
      />
      {failure && <Notice kind="bad">{failure}</Notice>}
      <div class="answers">
        <Button onClick={() => (dirty ? setLeaving(true) : onCancel())}>{t('app.cancel')}</Button>
        <Button kind="main" disabled={saving.busy} onClick={save}>
          {saving.busy ? t('record.saving') : t('record.save')}
        </Button>
      </div>
      {leaving && <Discard onStay={() => setLeaving(false)} onLeave={onCancel} />}
    </div>
  );
}
