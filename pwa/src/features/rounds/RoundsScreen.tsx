import type { Route } from '../../db';
import type { RoundKey } from '../../domain/facts';
import { EXTRA } from '../../domain/schedule';
import { schoolDay } from '../../domain/schoolDay';
import type { Screen } from '../../field/screen';
import { t } from '../../ui/messages';
import { Empty } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import type { ListedRound } from './listedRounds';
import { RoundRow } from './RoundRow';
import { roundHref } from './roundHref';
import { useRounds } from './useRounds';
import './rounds.css';

type ListProps = {
  readonly title: string;
  readonly note?: string;
  readonly rounds: readonly ListedRound[];
  readonly now: number;
};

function Rounds({ title, note, rounds, now }: ListProps) {
  if (rounds.length === 0) return null;
  return (
    <section class="stack">
      <h2>{title}</h2>
      {note && <p class="soft">{note}</p>}
      <ul class="list">
        {rounds.map((one) => (
          <li key={`${one.route.id}${one.due.day}${one.due.slot}`}>
            <RoundRow one={one} now={now} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Extra({ routes, now }: { readonly routes: readonly Route[]; readonly now: number }) {
  const day = schoolDay(now);
  const keyOf = ({ id }: Route): RoundKey => ({ route_id: id, day, slot: EXTRA });
  return (
    <section class="stack">
      <h2>{t('round.walkExtra')}</h2>
      <p class="soft">{t('round.walkExtraNote')}</p>
      <ul class="list">
        {routes.map((route) => (
          <li key={route.id}>
            <a class="item" href={roundHref(keyOf(route))}>
              <span class="item-title">{route.name}</span>
              <span class="item-note">{t('round.stops', { n: route.stops.length })}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** All rounds of this person: today's, those of yesterday left open, and any route at any time. */
export function RoundsScreen({ phone, bar }: Screen) {
  const { rounds, now } = useRounds(phone);
  return (
    <Page title={t('round.title')} back="/app/" bar={bar}>
      {!rounds && <p aria-live="polite">{t('app.loading')}</p>}
      {rounds?.routes.length === 0 && <Empty>{t('round.noRoutes')}</Empty>}
      {rounds && rounds.routes.length > 0 && (
        <>
          <Rounds title={t('round.todays')} rounds={rounds.today} now={now} />
          {rounds.today.length === 0 && <Empty>{t('round.noneToday')}</Empty>}
          <Rounds
            title={t('round.yesterdays')}
            note={t('round.yesterdaysNote')}
            rounds={rounds.yesterday}
            now={now}
          />
          <Extra routes={rounds.routes} now={now} />
        </>
      )}
    </Page>
  );
}
