import { useRef, useState } from 'preact/hooks';
import { labelName } from '../../field/labelName';
import { mayRecord } from '../../field/may';
import type { Screen } from '../../field/screen';
import type { Seen } from '../../field/thing';
import { give } from '../../scan/signal';
import { Button } from '../../ui/Button';
import { errorText } from '../../ui/errorText';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { PhotoButton } from '../../viewfinder/PhotoButton';
import { ScanView, type Word } from '../../viewfinder/ScanView';
import { TypeSheet } from '../../viewfinder/TypeSheet';
import { type Scanner, useScanner } from '../../viewfinder/useScanner';
import { useSheets } from '../../viewfinder/useSheets';
import { type Last, LastSeen } from './LastSeen';
import { meet, type Over } from './meet';
import { ScanOver } from './ScanOver';
import { scanned } from './scanned';
import { sheetHref } from './sheetHref';
import type { SheetInHand } from './sheetInHand';
import { roomName } from './texts';

type Props = Screen & { readonly inHand: SheetInHand };

type ToolProps = {
  readonly scanner: Scanner;
  readonly listHref: string;
  readonly onOver: (over: Over) => void;
  readonly onText: (text: string) => void;
  readonly onNothing: (word: Word) => void;
};

function Tools({ scanner, listHref, onOver, onText, onNothing }: ToolProps) {
  return (
    <div class="count-tools">
      <Button onClick={() => onOver({ over: 'unlabelled' })}>{t('stocktake.unlabelled')}</Button>
      <Button href={listHref}>{t('stocktake.toList')}</Button>
      <PhotoButton scanner={scanner} onText={onText} onNothing={onNothing} />
      <Button onClick={() => onOver({ over: 'type' })}>{t('scan.type')}</Button>
    </div>
  );
}

function Scan({ phone, inHand, bar }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const { shown, show, setForm, word, setWord, mode, close, done } = useSheets<Over>();
  const [last, setLast] = useState<Last>();
  const newest = useRef(inHand);
  newest.current = inHand;
  const { sheet, view } = inHand;

  const open = async (seen: Seen) => {
    close();
    try {
      const found = await scanned(phone, newest.current, seen);
      const met = await meet(phone, newest.current, found, seen);
      give(met.signal);
      setWord(met.word);
      setLast(met.last);
      if (met.over) show(met.over);
      // With the largest text the word may have been scrolled out of sight.
      else window.scrollTo(0, 0);
    } catch (error) {
      setWord({ look: 'bad', text: errorText(error) });
    }
  };
  const scanner = useScanner(video, mode, (text, how) => open({ text, how }));
  const listHref = sheetHref(sheet.id);
  const tools = {
    ...{ scanner, listHref, onOver: show, onNothing: setWord },
    onText: (text: string) => void open({ text, how: 'photo' }),
  };
  const taken = () => {
    setLast(undefined);
    done('plain', t('undo.done'));
  };
  const saved = () => {
    setLast(undefined);
    done('ok', t('scan.saved'));
  };
  return (
    <Page title={roomName(sheet)} back={listHref} bar={bar} foot={<Tools {...tools} />} tallFoot>
      <p class="count-way" data-seen={view.seen}>
        <strong>{t('stocktake.seenOf', { done: view.seen, total: view.expected })}</strong>
      </p>
      <ScanView
        video={video}
        scanner={scanner}
        word={word}
        nameOf={(text) => labelName(phone.register(), text)}
      />
      {last && !shown && (
        <LastSeen
          key={last.id}
          {...{ phone, inHand, last }}
          onDamaged={() => show({ over: 'piece', asset: last.asset, damaged: true })}
          onTaken={taken}
        />
      )}
      {shown?.over === 'type' && (
        <TypeSheet onClose={close} onCode={(text) => void open({ text, how: 'typed' })} />
      )}
      {shown && (
        <ScanOver
          {...{ phone, inHand, shown, show }}
          onForm={setForm}
          onSaved={saved}
          onClose={close}
        />
      )}
    </Page>
  );
}

/** Scan after scan: what is on the list is ticked at once, whatever is odd is asked about. */
export function CountScanScreen(props: Props) {
  const { phone, inHand, bar } = props;
  if (mayRecord(phone) && !inHand.over) return <Scan {...props} />;
  return (
    <Page title={roomName(inHand.sheet)} back={sheetHref(inHand.sheet.id)} bar={bar}>
      <Notice kind="plain">{t(inHand.over ? 'stocktake.isOver' : 'thing.mayNot')}</Notice>
    </Page>
  );
}
