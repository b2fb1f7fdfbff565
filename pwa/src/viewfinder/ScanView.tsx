import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../ui/Button';
import { t } from '../ui/messages';
import { Notice } from '../ui/Notice';
import type { Scanner } from './useScanner';
import './viewfinder.css';

/** The large word over the picture: what has just happened. */
export type Word = { readonly look: 'plain' | 'ok' | 'bad'; readonly text: string };

type Props = {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly scanner: Scanner;
  readonly word: Word | undefined;
};

function Torch({ scanner }: { scanner: Scanner }) {
  const [on, setOn] = useState(false);
  const toggle = () => {
    scanner.torch(!on);
    setOn(!on);
  };
  return <Button onClick={toggle}>{on ? t('scan.torchOff') : t('scan.torchOn')}</Button>;
}

/** The camera's picture with its frame and the large word; or why there is no picture. */
export function ScanView({ video, scanner, word }: Props) {
  const { refusal } = scanner;
  return (
    <div class="scan">
      {refusal && (
        <div class="stack">
          <Notice kind="bad">{t(`camera.${refusal}`)}</Notice>
          {refusal !== 'insecure' && (
            <Button wide onClick={scanner.retry}>
              {t('camera.retry')}
            </Button>
          )}
        </div>
      )}
      {scanner.failed && <Notice kind="bad">{t('scan.decoderFailed')}</Notice>}
      <p class={`scan-word scan-word-${word?.look ?? 'plain'}`} role="status" aria-live="assertive">
        {word?.text ?? (refusal ? '' : t('scan.aim'))}
      </p>
      <div class={refusal ? 'scan-stage scan-dark' : 'scan-stage'}>
        <video ref={video} playsInline muted />
        {!refusal && <div class="scan-frame" aria-hidden="true" />}
      </div>
      {scanner.hasTorch && <Torch scanner={scanner} />}
    </div>
  );
}
