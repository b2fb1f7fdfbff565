import { useEffect, useRef, useState } from 'preact/hooks';
import type { PhotoInput } from '../db';
import { Camera, type Refusal } from '../scan/camera';
import { Button } from '../ui/Button';
import { t } from '../ui/messages';
import { Notice } from '../ui/Notice';
import { Sheet } from '../ui/Sheet';
import { makePhoto } from './photo';

type Props = {
  readonly texts: (takenAt: number) => readonly string[];
  readonly onPhoto: (photo: PhotoInput) => void;
  readonly onClose: () => void;
};

/** Takes one photo from the running camera, in the page. */
export function PhotoSheet({ texts, onPhoto, onClose }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const [refusal, setRefusal] = useState<Refusal>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!video.current) return undefined;
    const camera = new Camera(video.current, setRefusal);
    void camera.start();
    return () => camera.stop();
  }, []);

  const shoot = async () => {
    const source = video.current;
    if (!source) return;
    const now = Date.now();
    const picture = { source, width: source.videoWidth, height: source.videoHeight };
    try {
      onPhoto(await makePhoto(picture, texts(now), now));
      onClose();
    } catch {
      setFailed(true);
    }
  };

  return (
    <Sheet title={t('record.take')} onClose={onClose}>
      <div class="stack">
        <p class="soft">{t('record.students')}</p>
        {refusal && <Notice kind="bad">{t(`camera.${refusal}`)}</Notice>}
        {failed && <Notice kind="bad">{t('record.photoFailed')}</Notice>}
        <video class="photo-view" ref={video} playsInline muted />
        <Button kind="main" wide disabled={refusal !== undefined} onClick={() => void shoot()}>
          {t('record.shoot')}
        </Button>
      </div>
    </Sheet>
  );
}
