import type { RefObject } from 'preact';
import { Button } from '../ui/Button';
import { t } from '../ui/messages';
import { Notice } from '../ui/Notice';
import { CameraControls, Zoom } from './CameraControls';
import type { Scanner } from './useScanner';
import { type NameOf, WhichSheet } from './WhichSheet';
import './viewfinder.css';

/** The large word over the picture: what has just happened. */
export type Word = { readonly look: 'plain' | 'ok' | 'bad'; readonly text: string };

type Props = {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly scanner: Scanner;
  readonly word: Word | undefined;
  /** What each of several labels in view is called when one is to be picked. */
  readonly nameOf?: NameOf;
};

function stageLook({ refusal, zooms }: Scanner): string {
  if (refusal) return 'scan-stage scan-dark';
  return zooms.length > 0 ? 'scan-stage scan-zooming' : 'scan-stage';
}

/** The camera's picture with its frame and the large word; or why there is no picture. */
export function ScanView({ video, scanner, word, nameOf }: Props) {
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
      <div class={stageLook(scanner)}>
        <video ref={video} playsInline muted />
        {!refusal && <div class="scan-frame" aria-hidden="true" />}
        {!refusal && <Zoom scanner={scanner} />}
      </div>
      {!refusal && <CameraControls scanner={scanner} />}
      {scanner.asked && <WhichSheet texts={scanner.asked} nameOf={nameOf} onPick={scanner.pick} />}
    </div>
  );
}
