import { useState } from 'preact/hooks';
import type { PhotoInput } from '../../db';
import { WORDS_LIMIT } from '../../domain/draft';
import { groupCode } from '../../scan/code';
import type { Phone } from '../../sync';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { PhotoStrip } from './PhotoStrip';
import { keepUnknown, mayRecord } from './records';
import { stampTexts } from './stampTexts';
import type { Seen } from './thing';
import { useDraft } from './useDraft';
import { useSaving } from './useSaving';

type Props = {
  readonly phone: Phone;
  readonly seen: Seen;
  /** Null when the text is no code of this system at all. */
  readonly code: string | null;
  readonly onKept: () => void;
  readonly onForm?: (open: boolean) => void;
};

/** A code that this phone does not know: said so, and kept if wanted. */
export function UnknownPanel({ phone, seen, code, onKept, onForm }: Props) {
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const [photos, setPhotos] = useState<readonly PhotoInput[]>([]);
  const saving = useSaving();
  useDraft(words !== '' || photos.length > 0);
  const begin = () => {
    setOpen(true);
    onForm?.(true);
  };
  const keep = () => void saving.run(() => keepUnknown(phone, seen, words, photos), onKept);
  return (
    <div class="stack">
      <Notice kind="warn">
        {code === null ? t('unknown.foreign') : t('unknown.own', { code: groupCode(code) })}
      </Notice>
      {code === null && <p class="soft">{t('unknown.content', { text: seen.text })}</p>}
      {open && (
        <>
          <Field
            kind="long"
            label={t('unknown.words')}
            value={words}
            onInput={setWords}
            maxLength={WORDS_LIMIT}
          />
          <PhotoStrip
            photos={photos}
            onChange={setPhotos}
            texts={(at) => stampTexts(phone, at, '', '', code)}
          />
        </>
      )}
      {saving.failure && <Notice kind="bad">{saving.failure}</Notice>}
      {mayRecord(phone) && (
        <Button kind="main" wide disabled={saving.busy} onClick={open ? keep : begin}>
          {open ? t('record.save') : t('unknown.keep')}
        </Button>
      )}
    </div>
  );
}
