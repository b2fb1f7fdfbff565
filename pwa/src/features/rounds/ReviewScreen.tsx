import { useRef, useState } from 'preact/hooks';
import type { Flag } from '../../domain/evidence';
import type { RoundKey } from '../../domain/facts';
import { mayRecord } from '../../field/may';
import type { Screen } from '../../field/screen';
import { useSaving } from '../../field/useSaving';
import { newId } from '../../sync';
import { Button } from '../../ui/Button';
import { type Ink, isSigned } from '../../ui/ink';
import { t } from '../../ui/messages';
import { Empty, Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { SignaturePad } from '../../ui/SignaturePad';
import { say } from '../../ui/Toast';
import { Companions } from './Companions';
import { EvidenceReasons } from './EvidenceReasons';
import { reasonsOf, unexplained } from './flagReasons';
import { LeftStops } from './LeftStops';
import { ReviewList } from './ReviewList';
import { RoundFrame } from './RoundFrame';
import { recordEnding } from './records';
import { roundHref } from './roundHref';
import type { PlannedStop } from './roundPlan';
import { StopSheet } from './StopSheet';
import { useFlags } from './useFlags';
import { useNow } from './useNow';
import type { RoundInHand } from './useRound';
import { WindowNotice } from './WindowNotice';
import { slotText } from './windowText';

type Props = Screen & { readonly round: RoundKey };

/** Why the round cannot be signed yet, in words; undefined when it can. */
function lackOf(
  { plan, kept, route }: RoundInHand,
  flags: readonly Flag[],
  ink: Ink | undefined,
): string | undefined {
  const unsaid = unexplained(flags, kept.explained).length;
  const open = plan.left.filter(({ id }) => !kept.confirmed.includes(id));
  if (plan.done.length === 0) return t('round.nothingDone');
  if (open.length > 0) return t('round.confirmLeft', { n: open.length });
  if (unsaid > 0) return t('round.explainFirst', { n: unsaid });
  if (route.walkers > 1 && kept.companions.length === 0) return t('round.needsTwo');
  return ink !== undefined && isSigned(ink) ? undefined : t('round.signFirst');
}

function Review({ inHand, ...screen }: Screen & { readonly inHand: RoundInHand }) {
  const { phone, go, bar } = screen;
  const { route, round, due, plan, kept } = inHand;
  const [open, setOpen] = useState<PlannedStop>();
  const [ink, setInk] = useState<Ink>();
  const [tried, setTried] = useState(false);
  const id = useRef(newId());
  const saving = useSaving();
  const now = useNow();
  const flags = useFlags(phone, inHand);
  const lack = flags && lackOf(inHand, flags, ink);

  const sign = () => {
    setTried(true);
    if (flags === undefined || lack !== undefined || ink === undefined) return;
    const { companions, explained } = kept;
    const reasons = reasonsOf(flags, explained);
    const said = { id: id.current, round, name: route.name, companions, reasons, signature: ink };
    void saving.run(
      () => recordEnding(phone, said),
      () => {
        say(t('round.signed'));
        go(roundHref(round), true);
      },
    );
  };
  const abnormal = plan.done.filter(({ state }) => state === 'abnormal' || state === 'fixed');
  const unscanned = plan.done.filter((stop) => stop.unscanned);
  const lists = { inHand, onOpen: setOpen };
  return (
    <Page title={t('round.review')} back={roundHref(round)} bar={bar}>
      <p>
        <strong>{route.name}</strong> · {slotText(due, now)}
      </p>
      <WindowNotice due={due} now={now} />
      <p>{t('round.summary', { done: plan.done.length, total: plan.stops.length })}</p>
      <ReviewList {...lists} look="bad" title={t('round.abnormal')} stops={abnormal} />
      <LeftStops {...lists} />
      <ReviewList {...lists} look="warn" title={t('round.unscanned')} stops={unscanned} />
      {abnormal.length + plan.left.length + unscanned.length === 0 && (
        <Notice kind="ok">{t('round.allOk')}</Notice>
      )}
      {plan.unplanned.length > 0 && <p>{t('round.unplanned', { n: plan.unplanned.length })}</p>}
      <EvidenceReasons inHand={inHand} flags={flags ?? []} tried={tried} />
      <Companions phone={phone} inHand={inHand} />
      <SignaturePad label={t('round.signature')} onChange={setInk} />
      <p class="soft">{t('round.closesNote')}</p>
      {tried && lack !== undefined && <Notice kind="bad">{lack}</Notice>}
      {saving.failure && <Notice kind="bad">{saving.failure}</Notice>}
      <Button kind="main" wide disabled={saving.busy || flags === undefined} onClick={sign}>
        {saving.busy ? t('record.saving') : t('round.sign')}
      </Button>
      {open && (
        <StopSheet phone={phone} inHand={inHand} stop={open} onClose={() => setOpen(undefined)} />
      )}
    </Page>
  );
}

/** What the walker looks through before the signature: what is wrong first. */
export function ReviewScreen({ round, ...screen }: Props) {
  return (
    <RoundFrame {...screen} round={round}>
      {(inHand) =>
        inHand.plan.ending === undefined && mayRecord(screen.phone) ? (
          <Review {...screen} inHand={inHand} />
        ) : (
          <Page title={t('round.review')} back={roundHref(round)} bar={screen.bar}>
            <Empty>{t(inHand.plan.ending ? 'round.isClosed' : 'thing.mayNot')}</Empty>
          </Page>
        )
      }
    </RoundFrame>
  );
}
