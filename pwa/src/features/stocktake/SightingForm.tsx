import { useState } from 'preact/hooks';
import type { DraftSubject } from '../../db';
import { WORDS_LIMIT } from '../../domain/draft';
import { useSaving } from '../../field/useSaving';
import { FormFoot } from '../../inspection/FormFoot';
import { PhotoStrip } from '../../inspection/PhotoStrip';
import { stampTexts } from '../../inspection/stampTexts';
import { type Begun, useBegun, useDraft } from '../../inspection/useDraft';
import type { Phone } from '../../sync';
import { BigChoice } from '../../ui/BigChoice';
import { errorText } from '../../ui/errorText';
import { Field } from '../../ui/Field';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { howSeen, type OnSheet, recordSighting } from './records';

type Props = {
  readonly phone: Phone;
  readonly sheet: OnSheet;
  /** A thing of the ledger: its id and what it is called. */
  readonly asset: string;
  readonly subject: DraftSubject;
  readonly onSaved: () => void;
  readonly onCancel: () => void;
};

const DAMAGES = ['usable', 'unusable'] as const;

function Form(props: Props & { readonly begun: Begun }) {
  const { phone, sheet, asset, subject, begun, onSaved, onCancel } = props;
  const { draft, dirty, failure, change, end } = useDraft(phone, begun.draft);
  const [tried, setTried] = useState(false);
  const saving = useSaving();
  const { words, photos } = draft;
  const condition = DAMAGES.find((one) => one === draft.condition);
  const unkept = failure === undefined ? undefined : errorText(failure);
  const lack = tried && condition === undefined ? t('stocktake.sayDamage') : undefined;

  const save = () => {
    setTried(true);
    if (condition === undefined) return;
    const { code, how, name } = draft;
    const named = { asset_id: asset, code, text: null, name: null, kind_id: null, quantity: 1 };
    const said = { ...named, how: howSeen(how), condition, words };
    const keep = async () => {
      await recordSighting(phone, sheet, said, name, { id: draft.id, photos });
      await end();
    };
    void saving.run(keep, onSaved);
  };
  return (
    <div class="stack form">
      {begun.restored && <Notice kind="plain">{t('draft.restored')}</Notice>}
      <BigChoice
        legend={t('record.condition')}
        value={condition}
        onChange={(chosen) => change({ condition: chosen })}
        options={DAMAGES.map((value) => ({ value, label: t(`condition.${value}`) }))}
      />
      <PhotoStrip
        phone={phone}
        photos={photos}
        onChange={(taken) => change({ photos: taken })}
        texts={(at) => stampTexts(phone, at, subject.place, subject.name, subject.code)}
      />
      <Field
        kind="long"
        label={t('record.words')}
        value={words}
        onInput={(typed) => change({ words: typed })}
        maxLength={WORDS_LIMIT}
      />
      <FormFoot
        trouble={lack ?? saving.failure ?? unkept}
        busy={saving.busy}
        dirty={dirty}
        onSave={save}
        onLeave={() => void end().then(onCancel)}
      />
    </div>
  );
}

/** What is damaged on a thing that is there; it goes on where it was left. */
export function SightingForm(props: Props) {
  const begun = useBegun(props.phone, props.subject);
  return begun === undefined ? null : <Form {...props} begun={begun} />;
}
