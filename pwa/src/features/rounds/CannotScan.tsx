import { useState } from 'preact/hooks';
import type { Phone } from '../../sync';
import { t } from '../../ui/messages';
import { Sheet } from '../../ui/Sheet';
import type { PlannedStop } from './roundPlan';
import { StopRow } from './StopRow';
import { UnscannedForm } from './UnscannedForm';
import type { RoundInHand } from './useRound';

type Props = {
  readonly phone: Phone;
  readonly inHand: RoundInHand;
  readonly onForm: (open: boolean) => void;
  readonly onSaved: () => void;
  readonly onClose: () => void;
};

/** [扫不了] while scanning: mostly the next stop is meant, so it comes first. */
export function CannotScan({ phone, inHand, onForm, onSaved, onClose }: Props) {
  const { plan, names, round } = inHand;
  const [stop, setStop] = useState<PlannedStop>();
  const name = stop && names.get(stop.id);
  const order = [...plan.left].sort((a, b) => Number(b === plan.next) - Number(a === plan.next));
  const pick = (one: PlannedStop) => {
    setStop(one);
    onForm(true);
  };
  const title = name ? t('round.cannotScanIt', { name: name.title }) : t('round.whichStop');
  return (
    <Sheet title={title} onClose={onClose} locked={stop !== undefined}>
      {stop && name ? (
        <UnscannedForm {...{ phone, round, stop, name }} onSaved={onSaved} onCancel={onClose} />
      ) : (
        <ul class="list">
          {order.map((one) => (
            <li key={one.id}>
              <StopRow stop={one} name={names.get(one.id)} onOpen={pick} />
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}
