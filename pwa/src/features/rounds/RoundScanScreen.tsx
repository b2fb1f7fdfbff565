import { useRef } from 'preact/hooks';
import type { RoundKey } from '../../domain/facts';
import { labelName } from '../../field/labelName';
import { mayRecord } from '../../field/may';
import type { Screen } from '../../field/screen';
import type { Seen } from '../../field/thing';
import { UndoSheet } from '../../inspection/UndoSheet';
import { give } from '../../scan/signal';
import { Button } from '../../ui/Button';
import { errorText } from '../../ui/errorText';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { PhotoButton } from '../../viewfinder/PhotoButton';
import { ScanView } from '../../viewfinder/ScanView';
import { TypeSheet } from '../../viewfinder/TypeSheet';
import { useScanner } from '../../viewfinder/useScanner';
import { useSheets } from '../../viewfinder/useSheets';
import { CannotScan } from './CannotScan';
import { FoundSheet } from './FoundSheet';
import { RoundFrame } from './RoundFrame';
import { roundHref } from './roundHref';
import { type Scanned, scanned } from './scanned';
import { shortName } from './stopNames';
import type { RoundInHand } from './useRound';

type Props = Screen & { readonly round: RoundKey };

type Shown =
  | { readonly sheet: 'found'; readonly found: Scanned; readonly seen: Seen; readonly at: number }
  | { readonly sheet: 'type' | 'undo' | 'unscanned' };

/** One line that tells the way while the camera looks. */
function Way({ plan, names, round }: RoundInHand) {
  const name = plan.next && names.get(plan.next.id);
  const counted = { done: plan.done.length, total: plan.stops.length };
  if (name === undefined) {
    return (
      <Button kind="main" wide href={roundHref(round, '/review')}>
        {t('round.allDoneSign')}
      </Button>
    );
  }
  return (
    <p class="round-way" data-next={plan.next?.id}>
      <strong>{t('round.goTo', { next: shortName(name) })}</strong>{' '}
      <span class="soft">{t('round.count', counted)}</span>
    </p>
  );
}

function Scan({ inHand, ...screen }: Screen & { readonly inHand: RoundInHand }) {
  const { phone, bar } = screen;
  const { route, round } = inHand;
  const video = useRef<HTMLVideoElement>(null);
  const { shown, show, form, setForm, word, setWord, mode, close, done } = useSheets<Shown>();

  const open = async (seen: Seen) => {
    const at = Date.now();
    try {
      const found = await scanned(phone, inHand, seen);
      give(found.is === 'stop' || found.is === 'door' ? 'found' : 'warn');
      setWord(undefined);
      show({ sheet: 'found', found, seen, at });
    } catch (error) {
      setWord({ look: 'bad', text: errorText(error) });
    }
  };
  const scanner = useScanner(video, mode, (text, how) => open({ text, how }));
  const foot = (
    <div class="round-tools">
      <Button onClick={() => show({ sheet: 'unscanned' })}>{t('round.cannotScan')}</Button>
      <Button kind="quiet" onClick={() => show({ sheet: 'undo' })}>
        {t('undo.last')}
      </Button>
      <PhotoButton
        scanner={scanner}
        onText={(text) => void open({ text, how: 'photo' })}
        onNothing={setWord}
      />
      <Button onClick={() => show({ sheet: 'type' })}>{t('scan.type')}</Button>
    </div>
  );
  return (
    <Page title={route.name} back={roundHref(round)} bar={bar} foot={foot} tallFoot>
      <Way {...inHand} />
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
      {shown?.sheet === 'unscanned' && (
        <CannotScan
          phone={phone}
          inHand={inHand}
          onForm={setForm}
          onClose={close}
          onSaved={() => done('plain', `${t('round.state.unscanned')} · ${t('scan.saved')}`)}
        />
      )}
      {shown?.sheet === 'found' && (
        <FoundSheet
          phone={phone}
          inHand={inHand}
          found={shown.found}
          seen={shown.seen}
          scannedAt={shown.at}
          locked={form}
          onForm={setForm}
          onClose={close}
          onSaved={(look, what) => done(look, `${what} · ${t('scan.saved')}`)}
        />
      )}
    </Page>
  );
}

/** Scan, see, answer, and on to the next stop of the round. */
export function RoundScanScreen({ round, ...screen }: Props) {
  return (
    <RoundFrame {...screen} round={round}>
      {(inHand) =>
        inHand.plan.ending === undefined && mayRecord(screen.phone) ? (
          <Scan {...screen} inHand={inHand} />
        ) : (
          <Page title={inHand.route.name} back={roundHref(round)} bar={screen.bar}>
            <Notice kind="plain">
              {t(inHand.plan.ending ? 'round.isClosed' : 'thing.mayNot')}
            </Notice>
          </Page>
        )
      }
    </RoundFrame>
  );
}
