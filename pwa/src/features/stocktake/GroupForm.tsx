import type { DraftSubject } from '../../db';
import { WORDS_LIMIT } from '../../domain/draft';
import { useSaving } from '../../field/useSaving';
import { FormFoot } from '../../inspection/FormFoot';
import { PhotoStrip } from '../../inspection/PhotoStrip';
import { stampTexts } from '../../inspection/stampTexts';
import { type Begun, useBegun, useDraft } from '../../inspection/useDraft';
import type { Phone } from '../../sync';
import { Button } from '../../ui/Button';
import { errorText } from '../../ui/errorText';
import { Field } from '../../ui/Field';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { type Numbers, numbersIn } from './groupNumbers';
import { type OnSheet, recordCount } from './records';
import { Stepper } from './Stepper';
import { differenceText } from './texts';

type Props = {
  readonly phone: Phone;
  readonly sheet: OnSheet;
  readonly subject: DraftSubject;
  readonly group: { readonly key: string; readonly name: string; readonly unit: string };
  /** How many there should be. */
  readonly book: number;
  /** What the form begins with. */
  readonly start: Numbers;
  /** Nobody has said anything of this group yet: one tap says that all is there. */
  readonly untouched: boolean;
  readonly onSaved: () => void;
  readonly onCancel: () => void;
};

function Form(props: Props & { readonly begun: Begun }) {
  const { phone, sheet, group, book, start, begun, subject, onSaved, onCancel } = props;
  const { draft, dirty, failure, change, end } = useDraft(phone, begun.draft);
  const saving = useSaving();
  const { words, photos } = draft;
  const said = numbersIn(draft.fields, start);
  const { good, damaged } = said;
  const missing = Math.max(book - good - damaged, 0);
  const say = (part: Partial<Numbers>) => {
    const { good: nextGood, damaged: nextDamaged, how } = { ...said, ...part };
    change({ fields: { good: String(nextGood), damaged: String(nextDamaged), how } });
  };
  const unkept = failure === undefined ? undefined : errorText(failure);
  const save = ({ good: whole, damaged: broken, how }: Numbers) => {
    const counted = { group: group.key, good: whole, damaged: broken, how, words };
    const keep = async () => {
      await recordCount(phone, sheet, counted, group.name, { id: draft.id, photos });
      await end();
    };
    void saving.run(keep, onSaved);
  };
  return (
    <div class="stack form">
      {begun.restored && <Notice kind="plain">{t('draft.restored')}</Notice>}
      <p class="count-book">{t('stocktake.expected', { n: book, unit: group.unit })}</p>
      {props.untouched && !dirty && (
        <Button
          kind="ok"
          wide
          disabled={saving.busy}
          onClick={() => save({ good: book, damaged: 0, how: 'typed' })}
        >
          {t('stocktake.groupOk', { n: book, unit: group.unit })}
        </Button>
      )}
      <Stepper label={t('stocktake.good')} value={good} onChange={(n) => say({ good: n })} />
      <Stepper
        label={t('stocktake.damaged')}
        look="bad"
        value={damaged}
        onChange={(n) => say({ damaged: n, good: moved(said, n) })}
      />
      <Stepper
        label={t('stocktake.missing')}
        look="bad"
        value={missing}
        most={Math.max(book - damaged, 0)}
        onChange={(n) => say({ good: Math.max(book - damaged - n, 0) })}
      />
      <p class="count-actual" role="status">
        {t('stocktake.counted', { n: good + damaged })}{' '}
        <span class="soft">{differenceText(good + damaged - book)}</span>
      </p>
      {(damaged > 0 || photos.length > 0) && (
        <PhotoStrip
          phone={phone}
          photos={photos}
          onChange={(taken) => change({ photos: taken })}
          texts={(at) => stampTexts(phone, at, subject.place, group.name, null)}
        />
      )}
      {(good + damaged !== book || damaged > 0 || words !== '') && (
        <Field
          kind="long"
          label={t('record.words')}
          value={words}
          onInput={(typed) => change({ words: typed })}
          maxLength={WORDS_LIMIT}
        />
      )}
      <FormFoot
        trouble={saving.failure ?? unkept}
        busy={saving.busy}
        dirty={dirty}
        onSave={() => save(said)}
        onLeave={() => void end().then(onCancel)}
      />
    </div>
  );
}

/** What is found to be damaged was among the good ones: the number of all stays as it was said. */
function moved({ good, damaged }: Numbers, next: number): number {
  return Math.max(good - (next - damaged), 0);
}

/** Good, damaged and missing of one group; it goes on where it was left. */
export function GroupForm(props: Props) {
  const begun = useBegun(props.phone, props.subject);
  return begun === undefined ? null : <Form {...props} begun={begun} />;
}
