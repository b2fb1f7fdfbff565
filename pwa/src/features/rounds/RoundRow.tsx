import { t } from '../../ui/messages';
import type { ListedRound, WindowState } from './listedRounds';
import { roundHref } from './roundHref';
import { slotText } from './windowText';

const LOOK: Record<WindowState, string> = {
  upcoming: 'tag',
  open: 'tag tag-warn',
  grace: 'tag tag-warn',
  over: 'tag tag-bad',
};

function Tag({ signed, window, done, route }: ListedRound) {
  const total = route.stops.length;
  if (signed) return <span class="tag tag-ok">{t('round.signedCount', { done, total })}</span>;
  return <span class={LOOK[window]}>{t(`round.window.${window}`)}</span>;
}

/** One round in a list: which, when, and how it stands in words. */
export function RoundRow({ one, now }: { readonly one: ListedRound; readonly now: number }) {
  const { route, due, round, done, signed } = one;
  const begun = done > 0 && !signed;
  const count = begun ? t('round.count', { done, total: route.stops.length }) : '';
  return (
    <a class="item" href={roundHref(round)} data-round={due.slot} data-window={one.window}>
      <span class="item-title">{route.name}</span>
      <Tag {...one} />
      <span class="item-note">{[slotText(due, now), count].filter(Boolean).join(' · ')}</span>
    </a>
  );
}
