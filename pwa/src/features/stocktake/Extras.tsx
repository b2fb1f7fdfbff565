import { t } from '../../ui/messages';
import type { SheetInHand } from './sheetInHand';
import type { Extra } from './sheetView';
import { saidText, sightingTitle } from './texts';

type Props = { readonly inHand: SheetInHand; readonly onOpen: (extra: Extra) => void };

function noteOf(inHand: SheetInHand, { sighting, asset }: Extra): string {
  const place = asset === null ? '' : (inHand.strangers.get(asset)?.place ?? '');
  const number = sighting.quantity > 1 ? t('stocktake.pieces', { n: sighting.quantity }) : '';
  return [number, place, saidText(inHand, sighting)].filter(Boolean).join(' · ');
}

/** What is in the room and not on its list. */
export function Extras({ inHand, onOpen }: Props) {
  const { extras } = inHand.view;
  if (extras.length === 0) return null;
  return (
    <section class="stack">
      <h2>{t('stocktake.extras', { n: extras.length })}</h2>
      <ul class="list">
        {extras.map((extra) => (
          <li key={extra.sighting.id}>
            <button
              type="button"
              class="item"
              data-extra={extra.state}
              onClick={() => onOpen(extra)}
            >
              <span class="item-title">{sightingTitle(inHand, extra.sighting, extra.asset)}</span>
              <span class={extra.state === 'arrived' ? 'tag tag-ok' : 'tag tag-warn'}>
                {t(`stocktake.piece.${extra.state}`)}
              </span>
              <span class="item-note">{noteOf(inHand, extra)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
