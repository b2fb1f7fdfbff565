import { useEffect, useState } from 'preact/hooks';
import type { How } from '../domain/facts';
import { mayRecord } from '../field/may';
import type { ThingView } from '../field/thing';
import { useSaving } from '../field/useSaving';
import type { Phone } from '../sync';
import { Button } from '../ui/Button';
import { t } from '../ui/messages';
import { Notice } from '../ui/Notice';
import { AbnormalForm } from './AbnormalForm';
import { AssetCard } from './AssetCard';
import { LabelCare } from './LabelCare';
import { recordOk } from './records';
import { assetThing, useBegun } from './useDraft';
import './inspection.css';

type Props = {
  readonly phone: Phone;
  readonly view: ThingView;
  readonly how: How;
  readonly onSaved: (result: 'ok' | 'abnormal') => void;
  /** The form needs the camera for itself, and must not be closed by accident. */
  readonly onForm?: (open: boolean) => void;
};

/** The thing and its two answers; or the form where it was left. */
export function ThingPanel({ phone, view, how, onSaved, onForm }: Props) {
  const { asset, place, code } = view;
  const [form, setForm] = useState(false);
  const [round, setRound] = useState(0);
  const saving = useSaving();
  const subject = { thing: assetThing(asset.id), name: asset.name, place, code, how };
  const begun = useBegun(phone, subject, round);
  const toggle = (open: boolean) => {
    setForm(open);
    onForm?.(open);
  };
  useEffect(() => {
    if (begun?.restored && mayRecord(phone)) toggle(true);
  }, [begun]);
  const cancel = () => {
    setRound(round + 1);
    toggle(false);
  };

  if (form && begun) {
    return (
      <AbnormalForm
        phone={phone}
        view={view}
        begun={begun}
        onSaved={() => onSaved('abnormal')}
        onCancel={cancel}
      />
    );
  }
  return (
    <div class="stack">
      <AssetCard view={view} />
      {mayRecord(phone) && <LabelCare phone={phone} view={view} how={how} />}
      {saving.failure && <Notice kind="bad">{saving.failure}</Notice>}
      {mayRecord(phone) ? (
        <div class="answers">
          <Button kind="bad" disabled={saving.busy} onClick={() => toggle(true)}>
            {t('thing.abnormal')}
          </Button>
          <Button
            kind="ok"
            disabled={saving.busy}
            onClick={() =>
              void saving.run(
                () => recordOk(phone, view, how),
                () => onSaved('ok'),
              )
            }
          >
            {t('thing.ok')}
          </Button>
        </div>
      ) : (
        <Notice kind="plain">{t('thing.mayNot')}</Notice>
      )}
    </div>
  );
}
