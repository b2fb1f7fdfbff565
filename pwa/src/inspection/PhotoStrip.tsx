import { useEffect, useRef, useState } from 'preact/hooks';
import type { PhotoInput } from '../db';
import { PHOTOS_LIMIT } from '../domain/draft';
import type { Phone } from '../sync';
import { Button } from '../ui/Button';
import { FileButton } from '../ui/FileButton';
import { t } from '../ui/messages';
import { Notice } from '../ui/Notice';
import { useLoaded } from '../ui/useLoaded';
import { PhotoSheet } from './PhotoSheet';
import { photoFromFile, takenAtOf } from './photo';

type Props = {
  readonly phone: Phone;
  readonly photos: readonly PhotoInput[];
  readonly onChange: (photos: readonly PhotoInput[]) => void;
  /** The words to stamp on a photo taken at a moment. */
  readonly texts: (takenAt: number) => readonly string[];
  /** Only a photo taken now will do, none from a file. */
  readonly fresh?: boolean;
};

function Thumb({ photo, n, onRemove }: { photo: PhotoInput; n: number; onRemove: () => void }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([photo.bytes], { type: 'image/jpeg' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [photo]);
  return (
    <li class="thumb">
      {url && <img src={url} alt={t('record.photo', { n })} />}
      <button type="button" aria-label={t('record.remove', { n })} onClick={onRemove}>
        ×
      </button>
    </li>
  );
}

/** The photos of a record, with ways to add and to remove. */
export function PhotoStrip({ phone, photos, onChange, texts, fresh = false }: Props) {
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState(false);
  // A file may take seconds to read, and a photo may be taken meanwhile.
  const newest = useRef(photos);
  newest.current = photos;
  const add = (photo: PhotoInput) => {
    setFailed(false);
    onChange([...newest.current, photo]);
  };
  const addFile = (file: File) => {
    const takenAt = takenAtOf(file, Date.now());
    photoFromFile(file, texts(takenAt), takenAt).then(add, () => setFailed(true));
  };
  // Looked at before the camera opens: a photo that cannot be kept should not be taken.
  const full = useLoaded(() => phone.space(), [photos.length]).value?.is_full === true;
  const room = photos.length < PHOTOS_LIMIT && !full;
  return (
    <fieldset class="choice stack">
      <legend>{t('record.photos', { n: PHOTOS_LIMIT })}</legend>
      {photos.length > 0 && (
        <ul class="thumbs">
          {photos.map((photo, at) => (
            <Thumb
              key={`${photo.taken_at}/${photo.bytes.byteLength}`}
              photo={photo}
              n={at + 1}
              onRemove={() => onChange(photos.filter((one) => one !== photo))}
            />
          ))}
        </ul>
      )}
      {full && <Notice kind="bad">{t('record.full')}</Notice>}
      {failed && <Notice kind="bad">{t('record.photoFailed')}</Notice>}
      <div class="row">
        <Button disabled={!room} onClick={() => setOpen(true)}>
          {t('record.take')}
        </Button>
        {!fresh && <FileButton disabled={!room} label={t('record.file')} onFile={addFile} />}
      </div>
      {open && <PhotoSheet texts={texts} onPhoto={add} onClose={() => setOpen(false)} />}
    </fieldset>
  );
}
