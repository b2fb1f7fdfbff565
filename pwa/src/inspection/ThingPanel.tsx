import { useEffect, useState } from 'preact/hooks';
import type { Result } from '../domain/facts';
import { mayRecord } from '../field/may';
import { isPlaceView } from '../field/thing';
import { useSaving } from '../field/useSaving';
import { Button } from '../ui/Button';
import { t } from '../ui/messages';
import { Notice } from '../ui/Notice';
import { AssetCard } from './AssetCard';
import { isOneTap } from './answers';
import { InspectionForm } from './InspectionForm';
import { LabelCare } from './LabelCare';
import { PlaceCard } from './PlaceCard';
import type { PanelProps } from './panelProps';
import { recordOk } from './records';
import { subjectOf } from './subject';
import { useBegun } from './useDraft';
import './inspection.css';

/** What is open, and from when on: the form of an answer, or the two answers. */
function useForm(props: PanelProps) {
  const { phone, view, how, round = null, scannedAt = null, onForm } = props;
  const [result, setResult] = useState<Result>();
  const [time, setTime] = useState(0);
  const subject = { ...subjectOf(view, how), round, scanned_at: scannedAt };
  const begun = useBegun(phone, subject, time);
  const open = (answer: Result) => {
    setResult(answer);
    onForm?.(true);
  };
  useEffect(() => {
    if (begun?.restored && mayRecord(phone)) open(begun.draft.result);
  }, [begun]);
  const close = () => {
    setTime(time + 1);
    setResult(undefined);
    onForm?.(false);
  };
  const ready = result !== undefined && begun !== undefined;
  return {
    begun: ready ? { ...begun, draft: { ...begun.draft, result } } : undefined,
    open,
    close,
  };
}

/** The thing and its two answers; or the form where it was left. */
export function ThingPanel(props: PanelProps) {
  const { phone, view, onSaved, round, wantsPhoto = false } = props;
  const { begun, open, close } = useForm(props);
  if (begun) {
    // Begun at a stop and opened from elsewhere, a form goes on with what the stop asks.
    const checklist = (!round && begun.asked) || view.checklist;
    return (
      <InspectionForm
        phone={phone}
        view={{ ...view, checklist }}
        begun={begun}
        wantsPhoto={wantsPhoto}
        onSaved={onSaved}
        onCancel={close}
      />
    );
  }
  return <Answers {...props} onOpen={open} />;
}

type AnswersProps = PanelProps & { readonly onOpen: (result: Result) => void };

function Answers(props: AnswersProps) {
  const { phone, view, how, round = null, scannedAt = null, onOpen } = props;
  const saving = useSaving();
  const ok = () => {
    if (props.wantsPhoto || !isOneTap(view.checklist)) return onOpen('ok');
    void saving.run(
      () => recordOk(phone, view, how, { round, scannedAt }),
      () => props.onSaved('ok'),
    );
  };
  const card = isPlaceView(view) ? (
    <PlaceCard phone={phone} view={view} inRound={round !== null} />
  ) : (
    <AssetCard view={view} />
  );
  if (!mayRecord(phone)) {
    return (
      <div class="stack">
        {card}
        <Notice kind="plain">{t('thing.mayNot')}</Notice>
      </div>
    );
  }
  return (
    <div class="stack">
      {card}
      <LabelCare phone={phone} view={view} how={how} />
      {saving.failure && <Notice kind="bad">{saving.failure}</Notice>}
      <div class="answers">
        <Button kind="bad" disabled={saving.busy} onClick={() => onOpen('abnormal')}>
          {t('thing.abnormal')}
        </Button>
        <Button kind="ok" disabled={saving.busy} onClick={ok}>
          {t('thing.ok')}
        </Button>
      </div>
    </div>
  );
}
