import { useRef } from 'preact/hooks';
import { labelName } from '../../field/labelName';
import { mayRecord } from '../../field/may';
import type { Screen } from '../../field/screen';
import { type Found, inspectable, lookUp, nameOf, type Seen, type View } from '../../field/thing';
import { ThingPanel } from '../../inspection/ThingPanel';
import { UndoSheet } from '../../inspection/UndoSheet';
import { UnknownPanel } from '../../inspection/UnknownPanel';
import { give } from '../../scan/signal';
import { Button } from '../../ui/Button';
import { errorText } from '../../ui/errorText';
import { t } from '../../ui/messages';
import { Page } from '../../ui/Page';
import { Sheet } from '../../ui/Sheet';
import { PhotoButton } from '../../viewfinder/PhotoButton';
import { ScanView } from '../../viewfinder/ScanView';
import { TypeSheet } from '../../viewfinder/TypeSheet';
import { useScanner } from '../../viewfinder/useScanner';
import { useSheets } from '../../viewfinder/useSheets';
import './patrol.css';

type Shown =
  | { readonly sheet: 'thing'; readonly view: View; readonly seen: Seen; readonly at: number }
  | { readonly sheet: 'unknown'; readonly found: Found; readonly seen: Seen }
  | { readonly sheet: 'type' | 'undo' };

/** Scan, see, answer, and on to the next. */
export function ScanScreen({ phone, bar }: Screen) {
  const video = useRef<HTMLVideoElement>(null);
  const { shown, show, form, setForm, word, setWord, mode, close, done } = useSheets<Shown>();

  const open = async (seen: Seen) => {
    const at = Date.now();
    try {
      const register = phone.register();
      const found = await lookUp(register, seen.text);
      const view = await inspectable(register, found, seen.text);
      give(view === null ? 'warn' : 'found');
      setWord(undefined);
      show(view ? { sheet: 'thing', view, seen, at } : { sheet: 'unknown', found, seen });
    } catch (error) {
      setWord({ look: 'bad', text: errorText(error) });
    }
  };
  const scanner = useScanner(video, mode, (text, how) => open({ text, how }));

  const foot = (
    <>
      {mayRecord(phone) && (
        <Button kind="quiet" onClick={() => show({ sheet: 'undo' })}>
          {t('undo.last')}
        </Button>
      )}
      <div class="row">
        <PhotoButton
          scanner={scanner}
          onText={(text) => void open({ text, how: 'photo' })}
          onNothing={setWord}
        />
        <Button onClick={() => show({ sheet: 'type' })}>{t('scan.type')}</Button>
      </div>
    </>
  );
  return (
    <Page title={t('scan.title')} back="/app/" bar={bar} foot={foot} tallFoot>
      <ScanView
        video={video}
        scanner={scanner}
        word={word}
        nameOf={(text) => labelName(phone.register(), text)}
      />
      {shown?.sheet === 'type' && (
        <TypeSheet onClose={close} onCode={(text) => void open({ text, how: 'typed' })} />
      )}
      {shown?.sheet === 'undo' && (
        <UndoSheet phone={phone} onClose={close} onDone={() => done('plain', t('undo.done'))} />
      )}
      {shown?.sheet === 'thing' && (
        <Sheet title={nameOf(shown.view)} onClose={close} locked={form}>
          <ThingPanel
            phone={phone}
            view={shown.view}
            how={shown.seen.how}
            scannedAt={shown.at}
            onForm={setForm}
            onSaved={(result) =>
              done(result === 'ok' ? 'ok' : 'bad', `${t(`result.${result}`)} · ${t('scan.saved')}`)
            }
          />
        </Sheet>
      )}
      {shown?.sheet === 'unknown' && (
        <Sheet title={t('unknown.title')} onClose={close}>
          <UnknownPanel
            phone={phone}
            seen={shown.seen}
            code={shown.found.found === 'unknown' ? shown.found.code : null}
            onForm={setForm}
            onKept={() => done('plain', t('unknown.kept'))}
          />
        </Sheet>
      )}
    </Page>
  );
}
