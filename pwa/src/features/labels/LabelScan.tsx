import { useRef, useState } from 'preact/hooks';
import { labelName } from '../../field/labelName';
import type { Seen } from '../../field/thing';
import { give } from '../../scan/signal';
import type { Phone } from '../../sync';
import { Button } from '../../ui/Button';
import { errorText } from '../../ui/errorText';
import { t } from '../../ui/messages';
import { PhotoButton } from '../../viewfinder/PhotoButton';
import { ScanView, type Word } from '../../viewfinder/ScanView';
import { TypeSheet } from '../../viewfinder/TypeSheet';
import { useScanner } from '../../viewfinder/useScanner';

type Props = {
  readonly phone: Phone;
  /** What is to be held before the camera. */
  readonly hint: string;
  /** Gives what the large word says about it; until then no other label is read. */
  readonly onSeen: (seen: Seen) => Promise<Word | undefined>;
};

/** Labels by camera, photo or typed code, one after the other. */
export function LabelScan({ phone, hint, onSeen }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const [typing, setTyping] = useState(false);
  const [word, setWord] = useState<Word>();

  const say = (said: Word | undefined) => {
    give(said?.look === 'bad' ? 'warn' : said?.look === 'ok' ? 'ok' : 'found');
    setWord(said);
  };
  const see = async (seen: Seen) => {
    setTyping(false);
    try {
      say(await onSeen(seen));
    } catch (error) {
      say({ look: 'bad', text: errorText(error) });
    }
  };
  const scanner = useScanner(video, typing ? 'pause' : 'look', (text, how) => see({ text, how }));
  return (
    <>
      <ScanView
        video={video}
        scanner={scanner}
        word={word ?? { look: 'plain', text: hint }}
        nameOf={(text) => labelName(phone.register(), text)}
      />
      <div class="row">
        <PhotoButton
          scanner={scanner}
          onText={(text) => void see({ text, how: 'photo' })}
          onNothing={say}
        />
        <Button onClick={() => setTyping(true)}>{t('scan.type')}</Button>
      </div>
      {typing && (
        <TypeSheet
          onClose={() => setTyping(false)}
          onCode={(text) => void see({ text, how: 'typed' })}
        />
      )}
    </>
  );
}
