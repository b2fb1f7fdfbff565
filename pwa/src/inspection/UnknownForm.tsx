import { WORDS_LIMIT } from '../domain/draft';
import { useSaving } from '../field/useSaving';
import type { Phone } from '../sync';
import { errorText } from '../ui/errorText';
import { Field } from '../ui/Field';
import { t } from '../ui/messages';
import { Notice } from '../ui/Notice';
import { FormFoot } from './FormFoot';
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
  const saving = useSaving();
  const { draft, dirty, failure, change, end } = useDraft(phone, begun.draft);
  const keep = async () => {
    await keepUnknown(phone, draft);
    await end();
  };
  const unkept = failure === undefined ? undefined : errorText(failure);
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
      <FormFoot
        trouble={saving.failure ?? unkept}
        busy={saving.busy}
        dirty={dirty}
        onSave={() => void saving.run(keep, onKept)}
        onLeave={() => void end().then(onCancel)}
      />
    </>
  );
}
