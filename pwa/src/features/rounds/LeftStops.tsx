import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import type { PlannedStop } from './roundPlan';
import { shortName } from './stopNames';
import type { RoundInHand } from './useRound';

type Props = {
  readonly inHand: RoundInHand;
  readonly onOpen: (stop: PlannedStop) => void;
};

/** From so many on, they can be confirmed at once. */
const MANY = 4;

/** What nobody looked at: to be done still, or said to be left, one by one. */
export function LeftStops({ inHand, onOpen }: Props) {
  const { plan, names, kept, keep } = inHand;
  if (plan.left.length === 0) return null;
  const titleOf = ({ id }: PlannedStop) => {
    const name = names.get(id);
    return name ? shortName(name) : '';
  };
  const isConfirmed = ({ id }: PlannedStop) => kept.confirmed.includes(id);
  const toggle = (stop: PlannedStop) => {
    const others = kept.confirmed.filter((id) => id !== stop.id);
    keep({ confirmed: isConfirmed(stop) ? others : [...others, stop.id] });
  };
  return (
    <section class="stack">
      <h2 class="review-bad">
        {t('round.left')} {plan.left.length}
      </h2>
      <p>{t('round.leftWhy')}</p>
      <ul class="list">
        {plan.left.map((stop) => (
          <li key={stop.id} class="left-stop">
            <button type="button" class="item" onClick={() => onOpen(stop)}>
              <span class="item-title">
                {stop.n}. {titleOf(stop)}
              </span>
            </button>
            <label>
              <input type="checkbox" checked={isConfirmed(stop)} onChange={() => toggle(stop)} />
              {t('round.isLeft')}
            </label>
          </li>
        ))}
      </ul>
      {plan.left.length >= MANY && !plan.left.every(isConfirmed) && (
        <Button wide onClick={() => keep({ confirmed: plan.left.map(({ id }) => id) })}>
          {t('round.allLeft', { n: plan.left.length })}
        </Button>
      )}
    </section>
  );
}
