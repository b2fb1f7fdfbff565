import type { RecordEntry } from '../db';
import type { Phone } from '../sync';
import { Button } from '../ui/Button';
import { t } from '../ui/messages';
import { Notice } from '../ui/Notice';
import { Sheet } from '../ui/Sheet';
import { timeText } from '../ui/time';
import { useSaving } from './useSaving';
import { titleText, whatText } from './words';

type Props = {
  readonly phone: Phone;
  readonly entry: RecordEntry;
  readonly onDone: () => void;
  readonly onClose: () => void;
};

/** Shows a record and withdraws it after a yes. */
export function WithdrawSheet({ phone, entry, onDone, onClose }: Props) {
  const saving = useSaving();
  const time = timeText(entry.observed_at, Date.now());
  return (
    <Sheet title={t('undo.title')} onClose={onClose}>
      <div class="stack">
        <p class="card">
          {t('undo.what', { name: titleText(entry), what: whatText(entry), time })}
        </p>
        <p class="soft">{t('undo.note')}</p>
        {saving.failure && <Notice kind="bad">{saving.failure}</Notice>}
        <div class="answers">
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button
            kind="danger"
            disabled={saving.busy}
            onClick={() => void saving.run(() => phone.withdraw(entry.id), onDone)}
          >
            {t('undo.yes')}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}
