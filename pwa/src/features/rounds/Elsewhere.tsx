import { isPlaceView, nameOf, type View } from '../../field/thing';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { shortName } from './stopNames';
import type { RoundInHand } from './useRound';

type Props = {
  readonly inHand: RoundInHand;
  readonly view: View;
  /** It is recorded all the same, as an unplanned find. */
  readonly onRecord: () => void;
  readonly onBack: () => void;
};

/** The wrong room, or a thing that is no stop: said so, with where to go. */
export function Elsewhere({ inHand, view, onRecord, onBack }: Props) {
  const { plan, names } = inHand;
  const subject = isPlaceView(view) ? `place:${view.here.kind}` : `asset:${view.asset.kind}`;
  const here = shortName({ title: nameOf(view), place: view.place, subject });
  const next = plan.next && names.get(plan.next.id);
  return (
    <div class="stack">
      <Notice kind="bad">
        <p>{t('round.notStop', { name: here })}</p>
        <p>{next ? t('round.goTo', { next: shortName(next) }) : t('round.allDone')}</p>
      </Notice>
      <p class="soft">{view.place}</p>
      <Button kind="main" wide onClick={onBack}>
        {t('round.scanOn')}
      </Button>
      <Button wide onClick={onRecord}>
        {t('round.recordUnplanned')}
      </Button>
    </div>
  );
}
