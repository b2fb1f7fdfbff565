import type { Phone } from '../../sync';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { RoundRow } from './RoundRow';
import { useRounds } from './useRounds';

/** Few enough that the recent records stay on the first screen. */
const SHOWN = 4;

/** Today's rounds on the first screen; nothing for whoever walks none. */
export function RoundsToday({ phone }: { readonly phone: Phone }) {
  const { rounds, now } = useRounds(phone);
  if (!rounds || rounds.routes.length === 0) return null;
  const { today } = rounds;
  return (
    <section class="stack">
      <h2>{t('round.todays')}</h2>
      {today.length > 0 && (
        <ul class="list">
          {today.slice(0, SHOWN).map((one) => (
            <li key={`${one.route.id}${one.due.day}${one.due.slot}`}>
              <RoundRow one={one} now={now} />
            </li>
          ))}
        </ul>
      )}
      <Button wide href="/app/rounds">
        {today.length > SHOWN ? t('round.allToday', { n: today.length }) : t('round.others')}
      </Button>
    </section>
  );
}
