import { Button } from '../ui/Button';
import { t } from '../ui/messages';
import { Sheet } from '../ui/Sheet';

type Props = { readonly onStay: () => void; readonly onLeave: () => void };

/** Asks before something unsaved is lost. */
export function Discard({ onStay, onLeave }: Props) {
  return (
    <Sheet title={t('record.discard')} onClose={onStay}>
      <div class="answers">
        <Button kind="danger" onClick={onLeave}>
          {t('record.discardYes')}
        </Button>
        <Button kind="main" onClick={onStay}>
          {t('record.discardNo')}
        </Button>
      </div>
    </Sheet>
  );
}
