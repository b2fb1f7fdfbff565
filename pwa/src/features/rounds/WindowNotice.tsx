import type { DueRound } from '../../domain/schedule';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { windowAt } from './listedRounds';
import { momentText } from './windowText';

/** Before the window, in its grace, and after both: what a record made now is worth. */
export function WindowNotice({ due, now }: { readonly due: DueRound; readonly now: number }) {
  const window = windowAt(due, now);
  if (window === 'upcoming')
    return (
      <Notice kind="plain">{t('round.early', { time: momentText(due.starts_at, now) })}</Notice>
    );
  if (window === 'grace')
    return (
      <Notice kind="warn">
        {t('round.inGrace', { time: momentText(due.grace_ends_at, now) })}
      </Notice>
    );
  if (window === 'over')
    return <Notice kind="warn">{t('round.late', { time: momentText(due.ends_at, now) })}</Notice>;
  return null;
}
