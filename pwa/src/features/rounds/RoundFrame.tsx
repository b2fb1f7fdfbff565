import type { ComponentChildren } from 'preact';
import type { RoundKey } from '../../domain/facts';
import type { Screen } from '../../field/screen';
import { t } from '../../ui/messages';
import { Empty } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { type RoundInHand, useRound } from './useRound';
import './rounds.css';

type Props = Screen & {
  readonly round: RoundKey;
  /** What was begun in it, when there is no such round any more. */
  readonly leftover?: ComponentChildren;
  readonly children: (inHand: RoundInHand) => ComponentChildren;
};

/** Reads the round that an address names; says so when there is none. */
export function RoundFrame({ phone, bar, round, leftover, children }: Props) {
  const inHand = useRound(phone, round);
  if (inHand) return <>{children(inHand)}</>;
  return (
    <Page title={t('round.title')} back="/app/rounds" bar={bar}>
      {inHand === null ? (
        <>
          <Empty>{t('round.noRoute')}</Empty>
          {leftover}
        </>
      ) : (
        <p aria-live="polite">{t('app.loading')}</p>
      )}
    </Page>
  );
}
