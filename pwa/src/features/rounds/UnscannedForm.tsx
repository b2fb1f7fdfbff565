import { useRef, useState } from 'preact/hooks';
import type { DraftSubject } from '../../db';
import { WORDS_LIMIT } from '../../domain/draft';
import { type RoundKey, WHYS_UNSCANNED } from '../../domain/facts';
import { useSaving } from '../../field/useSaving';
import { FormFoot } from '../../inspection/FormFoot';
import { PhotoStrip } from '../../inspection/PhotoStrip';
import { stampTexts } from '../../inspection/stampTexts';
import { type Begun, useBegun, useDraft } from '../../inspection/useDraft';
import { newId, type Phone } from '../../sync';
import { BigChoice } from '../../ui/BigChoice';
import { errorText } from '../../ui/errorText';
import { Field } from '../../ui/Field';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { recordUnscanned } from './records';
import { unscannedThing } from './roundHref';
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

function Form(props: Props & { readonly begun: Begun }) {
  const { phone, round, stop, name, begun, onSaved, onCancel } = props;
  const { draft, dirty, failure, change, end } = useDraft(phone, begun.draft);
  const { why, words, photos } = draft;
  const [tried, setTried] = useState(false);
  const requestId = useRef(newId()).current;
  const saving = useSaving();
  const unkept = failure === undefined ? undefined : errorText(failure);
  const unsaid = tried && why === null ? t('round.sayWhy') : undefined;

  const save = () => {
    setTried(true);
    if (why === null) return;
    const said = { id: draft.id, requestId, why, words, photos };
    const keep = async () => {
      await recordUnscanned(phone, round, stop.stop, name, said);
      await end();
    };
    void saving.run(keep, onSaved);
  };
  return (
    <div class="stack form">
      {begun.restored && <Notice kind="plain">{t('draft.restored')}</Notice>}
      <BigChoice
        legend={t('round.why')}
        value={why ?? undefined}
        onChange={(chosen) => change({ why: chosen })}
        options={WHYS_UNSCANNED.map((value) => ({ value, label: t(`round.why.${value}`) }))}
      />
      {why === 'label_worn' && <p class="soft">{t('round.willReprint')}</p>}
      <PhotoStrip
        phone={phone}
        photos={photos}
        onChange={(taken) => change({ photos: taken })}
        texts={(at) => stampTexts(phone, at, name.place, name.title, null)}
      />
      <Field
        kind="long"
        label={t('record.words')}
        value={words}
        onInput={(said) => change({ words: said })}
        maxLength={WORDS_LIMIT}
      />
      <FormFoot
        trouble={unsaid ?? saving.failure ?? unkept}
        busy={saving.busy}
        dirty={dirty}
        onSave={save}
        onLeave={() => void end().then(onCancel)}
      />
    </div>
  );
}

/** [扫不了]: why, and a photo if there is something to see; it goes on where it was left. */
export function UnscannedForm(props: Props) {
  const { phone, round, stop, name } = props;
  const subject: DraftSubject = {
    thing: unscannedThing(round, stop.id),
    name: name.title,
    place: name.place,
    code: null,
    how: 'picked',
    round,
    scanned_at: null,
  };
  const begun = useBegun(phone, subject);
  return begun === undefined ? null : <Form {...props} begun={begun} />;
}
