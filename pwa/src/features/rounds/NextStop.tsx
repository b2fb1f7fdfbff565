import { t } from '../../ui/messages';
import { roomOf } from './stopNames';
import type { RoundInHand } from './useRound';

/** Where to go now, to be read at arm's length. */
export function NextStop({ inHand: { plan, names } }: { readonly inHand: RoundInHand }) {
  const { next } = plan;
  if (next === undefined) return <p class="round-next round-all">{t('round.allDone')}</p>;
  const name = names.get(next.id);
  return (
    <div class="round-next" data-next={next.id}>
      <p class="soft">{t('round.next', { n: next.n })}</p>
      {name && <p class="round-where">{roomOf(name) || name.title}</p>}
      {name && roomOf(name) !== '' && <p class="round-what">{name.title}</p>}
      <p class="soft">{name?.place}</p>
    </div>
  );
}
