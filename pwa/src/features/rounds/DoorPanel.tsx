import { useSaving } from '../../field/useSaving';
import { recordOk } from '../../inspection/records';
import type { Phone } from '../../sync';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import type { AtDoor } from './atDoor';
import type { PlannedStop } from './roundPlan';
import { StopRow } from './StopRow';
import { stopView } from './stopView';
import type { RoundInHand } from './useRound';

type Props = {
  readonly phone: Phone;
  readonly inHand: RoundInHand;
  readonly door: AtDoor;
  readonly scannedAt: number;
  readonly onRoom: (room: PlannedStop) => void;
  readonly onSaved: (n: number) => void;
};

type ListProps = Pick<Props, 'inHand'> & { readonly stops: readonly PlannedStop[] };

function Stops({ inHand, stops }: ListProps) {
  return (
    <ul class="list">
      {stops.map((stop) => (
        <li key={stop.id}>
          <StopRow stop={stop} name={inHand.names.get(stop.id)} />
        </li>
      ))}
    </ul>
  );
}

/** 「此处其余 n 项正常」, after they were shown: one record each. */
export function DoorPanel({ phone, inHand, door, scannedAt, onRoom, onSaved }: Props) {
  const { room, together, alone, done } = door;
  const { round } = inHand;
  const saving = useSaving();
  // Each is durable before the next: after a failure those saved are no longer left.
  const saveAll = async () => {
    for (const stop of together) {
      const view = await stopView(phone.register(), stop);
      if (view) await recordOk(phone, view, 'door', { round, scannedAt });
    }
  };
  const nothing = together.length + alone.length === 0;
  return (
    <div class="stack">
      {room && (
        <Button kind={room.state === 'left' ? 'main' : 'plain'} wide onClick={() => onRoom(room)}>
          {t('round.inspectRoom')}
        </Button>
      )}
      {nothing && <Notice kind="ok">{t('round.doorDone', { n: done })}</Notice>}
      {alone.length > 0 && (
        <>
          <p>{t('round.doorAlone')}</p>
          <Stops inHand={inHand} stops={alone} />
        </>
      )}
      {together.length > 0 && (
        <>
          <p>{t('round.doorTogether')}</p>
          <Stops inHand={inHand} stops={together} />
          {saving.failure && <Notice kind="bad">{saving.failure}</Notice>}
          <div class="answers">
            <Button
              kind="ok"
              wide
              disabled={saving.busy}
              onClick={() => void saving.run(saveAll, () => onSaved(together.length))}
            >
              {saving.busy ? t('record.saving') : t('round.restOk', { n: together.length })}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
