import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { RoundKey } from '../../domain/facts';
import { mayRecord } from '../../field/may';
import { RecordRow } from '../../field/RecordRow';
import type { Screen } from '../../field/screen';
import { Leftover } from '../../inspection/Leftover';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { Progress } from '../../ui/Progress';
import { Companions } from './Companions';
import { NextStop } from './NextStop';
import { RoundFrame } from './RoundFrame';
import { roundHref, unscannedThing } from './roundHref';
import type { PlannedStop } from './roundPlan';
import { StopRow } from './StopRow';
import { StopSheet } from './StopSheet';
import { useNow } from './useNow';
import type { RoundInHand } from './useRound';
import { WindowNotice } from './WindowNotice';
import { momentText, slotText } from './windowText';

type Props = Screen & {
  readonly round: RoundKey;
  /** The stop whose [扫不了] was begun and is gone on with; null for none. */
  readonly unscanned: string | null;
};

function Foot({ round, plan }: RoundInHand) {
  const ready = plan.left.length === 0;
  return (
    <>
      <Button kind={ready ? 'plain' : 'main'} wide href={roundHref(round, '/scan')}>
        {t('home.scan')}
      </Button>
      <Button kind={ready ? 'main' : 'plain'} wide href={roundHref(round, '/review')}>
        {t('round.review')}
      </Button>
    </>
  );
}

type ListProps = {
  readonly title: string;
  readonly stops: readonly PlannedStop[];
  readonly inHand: RoundInHand;
  readonly onOpen: (stop: PlannedStop) => void;
};

function Stops({ title, stops, inHand, onOpen }: ListProps) {
  if (stops.length === 0) return null;
  return (
    <section class="stack">
      <h2>{title}</h2>
      <ul class="list">
        {stops.map((stop) => (
          <li key={stop.id}>
            <StopRow stop={stop} name={inHand.names.get(stop.id)} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Unplanned({ plan }: RoundInHand) {
  if (plan.unplanned.length === 0) return null;
  return (
    <section class="stack">
      <h2>{t('round.unplanned', { n: plan.unplanned.length })}</h2>
      <ul class="list">
        {plan.unplanned.map((entry) => (
          <li key={entry.id}>
            <RecordRow entry={entry} />
          </li>
        ))}
      </ul>
    </section>
  );
}

type WalkProps = Omit<Props, 'round'> & {
  readonly inHand: RoundInHand;
  /** What was begun at a stop that the round has no more. */
  readonly leftover: ComponentChildren;
};

function Walk({ inHand, unscanned, leftover, phone, go, bar }: WalkProps) {
  const { route, round, due, plan, kept } = inHand;
  const begun = plan.stops.find(({ id }) => id === unscanned);
  const [open, setOpen] = useState(begun);
  const close = () => {
    setOpen(undefined);
    if (unscanned !== null) go(roundHref(round), true);
  };
  const now = useNow();
  const walking = mayRecord(phone) && plan.ending === undefined;
  const total = plan.stops.length;
  const done = plan.done.length;
  const foot = walking && <Foot {...inHand} />;
  return (
    <Page title={route.name} back="/app/rounds" bar={bar} foot={foot} tallFoot>
      <p class="soft">{slotText(due, now)}</p>
      {plan.ending ? (
        <Notice kind="ok">
          {t('round.closed', { time: momentText(plan.ending.observed_at, now) })}
        </Notice>
      ) : (
        <WindowNotice due={due} now={now} />
      )}
      <Progress
        label={t('round.progress', { done, total, left: total - done })}
        done={done}
        total={total}
      />
      {begun === undefined && leftover}
      {walking && <NextStop inHand={inHand} />}
      {walking && <Companions phone={phone} inHand={inHand} />}
      {kept.endings.length > 0 && <Notice kind="plain">{t('round.signedByOther')}</Notice>}
      <Stops title={t('round.left')} stops={plan.left} inHand={inHand} onOpen={setOpen} />
      <Stops title={t('round.done')} stops={plan.done} inHand={inHand} onOpen={setOpen} />
      <Unplanned {...inHand} />
      {open && (
        <StopSheet
          phone={phone}
          inHand={inHand}
          stop={open}
          resumed={open.id === unscanned}
          onClose={close}
        />
      )}
    </Page>
  );
}

/** One round: how far it is, where to go next, what is left. */
export function RoundScreen({ round, unscanned, ...screen }: Props) {
  const leftover = unscanned !== null && (
    <Leftover
      phone={screen.phone}
      thing={unscannedThing(round, unscanned)}
      onKept={() => screen.go(roundHref(round), true)}
    />
  );
  return (
    <RoundFrame {...screen} round={round} leftover={leftover}>
      {(inHand) => <Walk {...screen} {...{ inHand, unscanned, leftover }} />}
    </RoundFrame>
  );
}
