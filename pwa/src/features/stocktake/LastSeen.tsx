import { useSaving } from '../../field/useSaving';
import type { Phone } from '../../sync';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { takeBack } from './records';
import type { SheetInHand } from './sheetInHand';

/** What was ticked last, with its record. */
export type Last = { readonly id: string; readonly asset: string; readonly name: string };

type Props = {
  readonly phone: Phone;
  readonly inHand: SheetInHand;
  readonly last: Last;
  readonly onDamaged: () => void;
  readonly onTaken: () => void;
};

/** A slip is taken back and a damage told without looking the thing up again. */
export function LastSeen({ phone, inHand, last, onDamaged, onTaken }: Props) {
  const saving = useSaving();
  const take = () => void saving.run(() => takeBack(phone, inHand.sheet, last.id), onTaken);
  return (
    <div class="last-seen" data-last={last.asset}>
      {saving.failure && <Notice kind="bad">{saving.failure}</Notice>}
      <div class="row">
        <Button onClick={onDamaged}>{t('stocktake.hasDamage')}</Button>
        <Button kind="quiet" disabled={saving.busy} onClick={take}>
          {t('stocktake.takeBack')}
        </Button>
      </div>
    </div>
  );
}
