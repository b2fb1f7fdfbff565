import { useEffect, useRef, useState } from 'preact/hooks';
import { WORDS_LIMIT } from '../domain/draft';
import type { ThingView } from '../field/thing';
import { useSaving } from '../field/useSaving';
import { phraseText } from '../field/words';
import type { Phone } from '../sync';
import { BigChoice } from '../ui/BigChoice';
import { Button } from '../ui/Button';
import { Chips } from '../ui/Chips';
import { errorText } from '../ui/errorText';
import { Field } from '../ui/Field';
import { t } from '../ui/messages';
import { Notice } from '../ui/Notice';
import { Discard } from './Discard';
import { PhotoStrip } from './PhotoStrip';
import { recordAbnormal } from './records';
import { stampTexts } from './stampTexts';
import { type Begun, useDraft } from './useDraft';

type Props = {
  readonly phone: Phone;
  readonly view: ThingView;
  readonly begun: Begun;
  readonly onSaved: () => void;
  readonly onCancel: () => void;
};

const CONDITIONS = ['usable', 'unusable', 'missing'] as const;

/** What is wrong: a condition, phrases to tap, words and photos if wanted. */
export function AbnormalForm({ phone, view, begun, onSaved, onCancel }: Props) {
  const [missing, setMissing] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const saving = useSaving();
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => top.current?.scrollIntoView?.({ block: 'start' }), []);
  const { draft, dirty, failure, change, end } = useDraft(phone, begun.draft);
  const { condition, phrases, words, photos, place, name, code } = draft;

  const save = () => {
    setMissing(condition === null);
    if (condition === null) return;
    const record = async () => {
      await recordAbnormal(phone, view.asset.id, { ...draft, condition });
      await end();
    };
    void saving.run(record, onSaved);
  };
  const leave = () => void end().then(onCancel);
  const options = (view.kind?.phrases ?? []).map((phrase) => ({
    value: phrase.key,
    label: phraseText(phrase),
  }));
  const unkept = failure === undefined ? undefined : errorText(failure);
  const trouble = saving.failure ?? unkept;

  return (
    <div class="stack form" ref={top}>
      {begun.restored && <Notice kind="plain">{t('draft.restored')}</Notice>}
      <BigChoice
        legend={t('record.condition')}
        value={condition ?? undefined}
        onChange={(value) => change({ condition: value })}
        options={CONDITIONS.map((value) => ({ value, label: t(`condition.${value}`) }))}
      />
      {options.length > 0 && (
        <Chips
          label={t('record.phrases')}
          options={options}
          chosen={phrases}
          onChange={(value) => change({ phrases: value })}
        />
      )}
      <PhotoStrip
        phone={phone}
        photos={photos}
        onChange={(value) => change({ photos: value })}
        texts={(at) => stampTexts(phone, at, place, name, code)}
      />
      <Field
        kind="long"
        label={t('record.words')}
        value={words}
        onInput={(value) => change({ words: value })}
        maxLength={WORDS_LIMIT}
      />
      {missing && condition === null ? (
        <Notice kind="bad">{t('record.chooseCondition')}</Notice>
      ) : (
        trouble && <Notice kind="bad">{trouble}</Notice>
      )}
      <div class="answers">
        <Button onClick={() => (dirty ? setLeaving(true) : leave())}>{t('app.cancel')}</Button>
        <Button kind="main" disabled={saving.busy} onClick={save}>
          {saving.busy ? t('record.saving') : t('record.save')}
        </Button>
      </div>
      {leaving && <Discard onStay={() => setLeaving(false)} onLeave={leave} />}
    </div>
  );
}
