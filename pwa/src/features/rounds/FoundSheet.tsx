import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { isSpotCheck } from '../../domain/spotCheck';
import { nameOf, type Seen, type View } from '../../field/thing';
import { ThingPanel } from '../../inspection/ThingPanel';
import { UnknownPanel } from '../../inspection/UnknownPanel';
import { groupCode } from '../../scan/code';
import type { Phone } from '../../sync';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { Sheet } from '../../ui/Sheet';
import type { Word } from '../../viewfinder/ScanView';
import { atDoor } from './atDoor';
import { DoorPanel } from './DoorPanel';
import { Elsewhere } from './Elsewhere';
import type { PlannedStop } from './roundPlan';
import { type Scanned, stopNow } from './scanned';
import { stopView } from './stopView';
import type { RoundInHand } from './useRound';
import { clockText } from './windowText';

type Props = {
  readonly phone: Phone;
  readonly inHand: RoundInHand;
  readonly found: Scanned;
  readonly seen: Seen;
  readonly scannedAt: number;
  /** A form is open in it. */
  readonly locked: boolean;
  readonly onForm: (open: boolean) => void;
  readonly onSaved: (look: Word['look'], what: string) => void;
  readonly onClose: () => void;
};

/** What is said of a stop that was done before: both records are kept. */
function Before({ stop }: { readonly stop: PlannedStop }) {
  if (stop.state === 'left') return null;
  const time = stop.at === null ? '' : clockText(stop.at);
  const state = t(`round.state.${stop.state}`);
  return (
    <Notice kind="plain">
      {t('round.before', { name: stop.by ?? t('round.you'), time, state })}
    </Notice>
  );
}

function titleOf(found: Scanned): string {
  if (found.is === 'door') return found.place.name;
  if (found.is === 'elsewhere') return t('round.notHere');
  return found.is === 'stop' ? nameOf(found.view) : t('unknown.title');
}

/** What was scanned, as the round sees it. */
export function FoundSheet(props: Props) {
  const { phone, inHand, seen, scannedAt, locked, onForm, onSaved, onClose } = props;
  const [found, setFound] = useState(props.found);
  const [unplanned, setUnplanned] = useState(false);
  const { round, route } = inHand;

  const panel = (view: View, wantsPhoto: boolean) => (
    <ThingPanel
      phone={phone}
      view={view}
      how={seen.how}
      round={round}
      scannedAt={scannedAt}
      wantsPhoto={wantsPhoto}
      onForm={onForm}
      onSaved={(result) => onSaved(result === 'ok' ? 'ok' : 'bad', t(`result.${result}`))}
    />
  );
  const toRoom = async (stop: PlannedStop) => {
    const view = await stopView(phone.register(), stop);
    if (view) setFound({ is: 'stop', stop, view });
  };
  const content = (): ComponentChildren => {
    switch (found.is) {
      case 'stop': {
        const asked = isSpotCheck(round, found.stop.id, route.spot_check_percent);
        return (
          <>
            <Before stop={stopNow(inHand, found.stop)} />
            {panel(found.view, asked)}
          </>
        );
      }
      case 'door': {
        const door = atDoor(inHand, found.place.id, found.checklists);
        return (
          door && (
            <DoorPanel
              phone={phone}
              inHand={inHand}
              door={door}
              scannedAt={scannedAt}
              onRoom={(stop) => void toRoom(stop)}
              onSaved={(n) => onSaved('ok', t('round.restSaved', { n }))}
            />
          )
        );
      }
      case 'elsewhere':
        return unplanned ? (
          panel(found.view, false)
        ) : (
          <Elsewhere
            inHand={inHand}
            view={found.view}
            onRecord={() => setUnplanned(true)}
            onBack={onClose}
          />
        );
      case 'mistyped':
        return <Notice kind="warn">{t('scan.mistyped', { code: groupCode(found.code) })}</Notice>;
      case 'unknown':
        return (
          <UnknownPanel
            phone={phone}
            seen={seen}
            code={found.code}
            onForm={onForm}
            onKept={() => onSaved('plain', t('round.keptUnknown'))}
          />
        );
    }
  };
  const title = unplanned && found.is === 'elsewhere' ? nameOf(found.view) : titleOf(found);
  return (
    <Sheet title={title} onClose={onClose} locked={locked}>
      <div class="stack">{content()}</div>
    </Sheet>
  );
}
