import type { Phone } from '../../sync';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { Sheet } from '../../ui/Sheet';
import { SaidRow } from './SaidRow';
import type { SheetInHand } from './sheetInHand';
import type { Extra } from './sheetView';
import { sightingTitle } from './texts';

type Props = {
  readonly phone: Phone;
  readonly inHand: SheetInHand;
  readonly extra: Extra;
  readonly onClose: () => void;
};

/** Something in the room that is not on its list: what it is taken for, and who saw it. */
export function ExtraSheet({ phone, inHand, extra, onClose }: Props) {
  const { sighting, asset, state } = extra;
  const place = asset === null ? '' : (inHand.strangers.get(asset)?.place ?? '');
  return (
    <Sheet title={sightingTitle(inHand, sighting, asset)} onClose={onClose}>
      <div class="stack">
        <Notice kind={state === 'arrived' ? 'ok' : 'warn'}>
          <p>{t(`stocktake.extra.${state}`)}</p>
          {state === 'misplaced' && (
            <p>{t('stocktake.belongs', { place: place || t('thing.noPlace') })}</p>
          )}
        </Notice>
        {sighting.quantity > 1 && <p>{t('stocktake.pieces', { n: sighting.quantity })}</p>}
        <ul class="said-list">
          <SaidRow {...{ phone, inHand }} said={sighting} onTaken={onClose} />
        </ul>
      </div>
    </Sheet>
  );
}
