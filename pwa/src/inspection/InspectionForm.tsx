import { useEffect, useRef } from 'preact/hooks';
import { WORDS_LIMIT } from '../domain/draft';
import { isPlaceView, type View } from '../field/thing';
import { phraseText } from '../field/words';
import { Button } from '../ui/Button';
import { Chips } from '../ui/Chips';
import { Field } from '../ui/Field';
import { t } from '../ui/messages';
import { Notice } from '../ui/Notice';
import { toFill } from './answers';
import { FaultPart } from './FaultPart';
import { FormFoot } from './FormFoot';
import { ItemList } from './ItemList';
import { isAbnormal } from './inspectionFact';
import { PhotoStrip } from './PhotoStrip';
import type { FormProps } from './panelProps';
import { stampTexts } from './stampTexts';
import type { Form } from './subject';
import { useInspection } from './useInspection';

/** What is said of one thing: its items, what is wrong with it, words and photos. */
export function InspectionForm(props: FormProps) {
  const { phone, view, begun, wantsPhoto, onCancel } = props;
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => top.current?.scrollIntoView?.({ block: 'start' }), []);
  const { open, wanted, trouble, busy, save } = useInspection(props);
  const { draft, dirty, change, end } = open;
  const abnormal = isAbnormal(draft);
  const items = view.checklist?.items ?? [];
  const fresh = wantsPhoto && !abnormal;

  return (
    <div class="stack form" ref={top}>
      {begun.restored && <Notice kind="plain">{t('draft.restored')}</Notice>}
      <ItemList
        items={draft.result === 'ok' ? toFill(items) : items}
        form={draft}
        wanted={wanted}
        onChange={change}
      />
      {abnormal && items.length === 0 && <Phrases view={view} form={draft} onChange={change} />}
      {abnormal && <FaultPart view={view} form={draft} onChange={change} />}
      {fresh && <Notice kind="plain">{t('record.fresh')}</Notice>}
      {(abnormal || fresh) && (
        <PhotoStrip
          phone={phone}
          photos={draft.photos}
          fresh={fresh}
          onChange={(photos) => change({ photos })}
          texts={(at) => stampTexts(phone, at, draft.place, draft.name, draft.code)}
        />
      )}
      {abnormal && (
        <Field
          kind="long"
          label={t('record.words')}
          value={draft.words}
          onInput={(words) => change({ words })}
          maxLength={WORDS_LIMIT}
        />
      )}
      <FormFoot
        trouble={trouble}
        busy={busy}
        dirty={dirty}
        onSave={() => save()}
        onLeave={() => void end().then(onCancel)}
      >
        {fresh && draft.photos.length === 0 && (
          <Button kind="quiet" wide disabled={busy} onClick={() => save(false)}>
            {t('record.noPhoto')}
          </Button>
        )}
      </FormFoot>
    </div>
  );
}

type PhraseProps = {
  readonly view: View;
  readonly form: Form;
  readonly onChange: (said: Partial<Form>) => void;
};

/** What is often wrong with things of this kind. */
function Phrases({ view, form, onChange }: PhraseProps) {
  const phrases = isPlaceView(view) ? [] : (view.kind?.phrases ?? []);
  if (phrases.length === 0) return null;
  return (
    <Chips
      label={t('record.phrases')}
      options={phrases.map((phrase) => ({ value: phrase.key, label: phraseText(phrase) }))}
      chosen={form.phrases}
      onChange={(chosen) => onChange({ phrases: chosen })}
    />
  );
}
