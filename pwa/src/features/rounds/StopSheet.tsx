import { useState } from 'preact/hooks';
import { mayRecord } from '../../field/may';
import { RecordRow } from '../../field/RecordRow';
import type { View } from '../../field/thing';
import { WithdrawSheet } from '../../field/WithdrawSheet';
import { ThingPanel } from '../../inspection/ThingPanel';
import type { Phone } from '../../sync';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { Sheet } from '../../ui/Sheet';
import { say } from '../../ui/Toast';
import { roundHref } from './roundHref';
import type { PlannedStop } from './roundPlan';
import { stopView } from './stopView';
import { UnscannedForm } from './UnscannedForm';
import type { RoundInHand } from './useRound';
import { clockText } from './windowText';

type Props = {
  readonly phone: Phone;
  readonly inHand: RoundInHand;
  readonly stop: PlannedStop;
  /** Its [扫不了] was begun before and is gone on with, even when the round has been signed. */
  readonly resumed?: boolean;
  readonly onClose: () => void;
};

type Step = 'look' | 'unscanned' | 'withdraw' | View;

function saidText({ state, by, at }: PlannedStop): string {
  const time = at === null ? '' : clockText(at);
  return t('round.saidBy', { name: by ?? t('round.you'), time, state: t(`round.state.${state}`) });
}

/** A stop that was tapped in a list: go and scan it, say why not, or take back what was said. */
export function StopSheet({ phone, inHand, stop, resumed, onClose }: Props) {
  const { round, names, plan } = inHand;
  const [step, setStep] = useState<Step>(resumed ? 'unscanned' : 'look');
  const [form, setForm] = useState(false);
  const name = names.get(stop.id);
  if (name === undefined) return null;
  const saved = () => {
    say(t('scan.saved'));
    onClose();
  };
  const inspect = async () => {
    const view = await stopView(phone.register(), stop);
    if (view) setStep(view);
  };
  if (step === 'withdraw' && stop.own) {
    return <WithdrawSheet phone={phone} entry={stop.own} onDone={onClose} onClose={onClose} />;
  }
  const open = mayRecord(phone) && plan.ending === undefined;
  return (
    <Sheet title={name.title} onClose={onClose} locked={step === 'unscanned' || form}>
      {typeof step === 'object' ? (
        <ThingPanel
          phone={phone}
          view={step}
          how="picked"
          round={round}
          onForm={setForm}
          onSaved={saved}
        />
      ) : step === 'unscanned' ? (
        <UnscannedForm {...{ phone, round, stop, name }} onSaved={saved} onCancel={onClose} />
      ) : (
        <div class="stack">
          <p class="thing-place">{name.place}</p>
          {stop.own && <RecordRow entry={stop.own} />}
          {stop.by !== undefined && <Notice kind="plain">{saidText(stop)}</Notice>}
          {open && stop.state === 'left' && (
            <>
              <Button kind="main" wide href={roundHref(round, '/scan')}>
                {t('round.goScan')}
              </Button>
              <Button wide onClick={() => setStep('unscanned')}>
                {t('round.cannotScan')}
              </Button>
            </>
          )}
          {open && stop.state === 'unscanned' && stop.own && (
            <Button kind="main" wide onClick={() => void inspect()}>
              {t('round.inspectUnscanned')}
            </Button>
          )}
          {open && stop.own && (
            <Button wide onClick={() => setStep('withdraw')}>
              {t('round.withdraw')}
            </Button>
          )}
        </div>
      )}
    </Sheet>
  );
}
