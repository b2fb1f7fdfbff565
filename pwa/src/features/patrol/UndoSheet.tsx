import { useSaving } from '../../field/useSaving';
import { titleText, whatText } from '../../field/words';
import type { Phone } from '../../sync';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { Sheet } from '../../ui/Sheet';
import { timeText } from '../../ui/time';
import { useLoaded } from '../../ui/useLoaded';
import { lastOwn } from './records';

type Props = {
  readonly phone: Phone;
  readonly onDone: () => void;
  readonly onClose: () => void;
};

/** [更正上一条]: shows the last record and withdraws it after a yes. */
export function UndoSheet({ phone, onDone, onClose }: Props) {
  const last = useLoaded(async () => (await lastOwn(phone)) ?? null, []).value;
  const saving = useSaving();
  if (last === undefined) return null;
  if (last === null)
    return (
      <Sheet title={t('undo.none')} onClose={onClose}>
        {null}
      </Sheet>
    );
  const time = timeText(last.observed_at, Date.now());
  return (
    <Sheet title={t('undo.title')} onClose={onClose}>
      <div class="stack">
        <p class="card">{t('undo.what', { name: titleText(last), what: whatText(last), time })}</p>
        <p class="soft">{t('undo.note')}</p>
        {saving.failure && <Notice kind="bad">{saving.failure}</Notice>}
        <div class="answers">
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button
            kind="danger"
            disabled={saving.busy}
            onClick={() => void saving.run(() => phone.withdraw(last.id), onDone)}
          >
            {t('undo.yes')}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}
