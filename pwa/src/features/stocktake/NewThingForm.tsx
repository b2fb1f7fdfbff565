import { useState } from 'preact/hooks';
import type { DraftSubject } from '../../db';
import { WORDS_LIMIT } from '../../domain/draft';
import type { How } from '../../domain/facts';
import { useSaving } from '../../field/useSaving';
import { FormFoot } from '../../inspection/FormFoot';
import { PhotoStrip } from '../../inspection/PhotoStrip';
import { stampTexts } from '../../inspection/stampTexts';
import { Taps } from '../../inspection/Taps';
import { type Begun, useBegun, useDraft } from '../../inspection/useDraft';
import type { Phone } from '../../sync';
import { BigChoice } from '../../ui/BigChoice';
import { errorText } from '../../ui/errorText';
import { Field } from '../../ui/Field';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { howSeen, type OnSheet, recordSighting } from './records';
import { Stepper } from './Stepper';

/** What this school calls such things: the groups of the room, to be tapped instead of typed. */
export type NamedKind = { readonly name: string; readonly kind_id: string };

type Props = {
  readonly phone: Phone;
  readonly sheet: OnSheet;
  /** What its label says; both null where it has none. */
  readonly code: string | null;
  readonly text: string | null;
  readonly subject: DraftSubject;
  readonly known: readonly NamedKind[];
  readonly onSaved: () => void;
  readonly onCancel: () => void;
};

const NAME_LIMIT = 60;
const MOST = 10_000;
const CONDITIONS = ['intact', 'usable', 'unusable'] as const;

type Fields = { readonly name: string; readonly kind: string; readonly quantity: string };
const BLANK: Fields = { name: '', kind: '', quantity: '1' };

function Form(props: Props & { readonly begun: Begun }) {
  const { phone, sheet, code, text, known, begun, onSaved, onCancel } = props;
  const { draft, dirty, failure, change, end } = useDraft(phone, begun.draft);
  const [tried, setTried] = useState(false);
  const saving = useSaving();
  const { words, photos, how } = draft;
  const fields: Fields = { ...BLANK, ...draft.fields };
  const say = (part: Partial<Fields>) => change({ fields: { ...fields, ...part } });
  const condition = CONDITIONS.find((one) => one === draft.condition) ?? 'intact';
  const name = fields.name.trim();
  const unnamed = name === '' && code === null && text === null;
  const unkept = failure === undefined ? undefined : errorText(failure);

  const save = () => {
    setTried(true);
    if (unnamed) return;
    const quantity = Math.max(Number(fields.quantity), 1);
    const named = { code, text, name: name || null, kind_id: fields.kind || null, quantity };
    const said = { asset_id: null, ...named, how: howSeen(how as How), condition, words };
    const title = name || (code ?? text ?? '');
    const keep = async () => {
      await recordSighting(phone, sheet, said, title, { id: draft.id, photos });
      await end();
    };
    void saving.run(keep, onSaved);
  };
  return (
    <div class="stack form">
      {begun.restored && <Notice kind="plain">{t('draft.restored')}</Notice>}
      <Field
        label={t('stocktake.what')}
        value={fields.name}
        onInput={(typed) => say({ name: typed, kind: '' })}
        maxLength={NAME_LIMIT}
        error={tried && unnamed ? t('stocktake.sayWhat') : undefined}
      />
      {known.length > 0 && (
        <Taps
          label={t('stocktake.like')}
          options={known.map((one) => ({ value: one.name, label: one.name }))}
          chosen={[fields.name]}
          onTap={(tapped) => {
            const kind = known.find((one) => one.name === tapped)?.kind_id ?? '';
            say({ name: tapped, kind });
          }}
        />
      )}
      <Stepper
        label={t('stocktake.howMany')}
        value={Number(fields.quantity)}
        most={MOST}
        onChange={(n) => say({ quantity: String(n) })}
      />
      <BigChoice
        legend={t('record.condition')}
        value={condition}
        onChange={(chosen) => change({ condition: chosen === 'intact' ? null : chosen })}
        options={CONDITIONS.map((value) => ({ value, label: t(`condition.${value}`) }))}
      />
      <PhotoStrip
        phone={phone}
        photos={photos}
        onChange={(taken) => change({ photos: taken })}
        texts={(at) => stampTexts(phone, at, sheet.title, name, code)}
      />
      <Field
        kind="long"
        label={t('record.words')}
        value={words}
        onInput={(typed) => change({ words: typed })}
        maxLength={WORDS_LIMIT}
      />
      <FormFoot
        trouble={saving.failure ?? unkept}
        busy={saving.busy}
        dirty={dirty}
        onSave={save}
        onLeave={() => void end().then(onCancel)}
      />
    </div>
  );
}

/** A thing in the room that the ledger does not know, or that has no label; kept with a photo. */
export function NewThingForm(props: Props) {
  const begun = useBegun(props.phone, props.subject);
  return begun === undefined ? null : <Form {...props} begun={begun} />;
}
