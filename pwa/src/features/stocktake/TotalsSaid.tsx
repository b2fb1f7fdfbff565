import type { SaidTotal } from '../../domain/countPacking';
import type { Phone } from '../../sync';
import { t } from '../../ui/messages';
import { SaidRow } from './SaidRow';
import type { SheetInHand } from './sheetInHand';

type Props = { readonly phone: Phone; readonly inHand: SheetInHand };

/** Who has confirmed the total, with the way to take it back. */
export function TotalsSaid({ phone, inHand }: Props) {
  const totals = inHand.said.filter((one): one is SaidTotal => one.t === 'total' && !one.withdrawn);
  if (totals.length === 0) return null;
  return (
    <section class="stack">
      <h2>{t('stocktake.allOk')}</h2>
      <ul class="said-list">
        {totals.map((said) => (
          <SaidRow key={said.id} {...{ phone, inHand, said }} onTaken={() => undefined} />
        ))}
      </ul>
    </section>
  );
}
