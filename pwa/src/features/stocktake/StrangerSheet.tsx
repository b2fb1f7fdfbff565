import { useRef } from 'preact/hooks';
import type { How } from '../../domain/facts';
import { type ThingView, titleOf } from '../../field/thing';
import { useSaving } from '../../field/useSaving';
import { newId, type Phone } from '../../sync';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { Sheet } from '../../ui/Sheet';
import { recordSighting, seenWhole } from './records';
import type { SheetInHand } from './sheetInHand';
import { roomName } from './texts';

type Props = {
  readonly phone: Phone;
  readonly inHand: SheetInHand;
  readonly view: ThingView;
  readonly how: How;
  readonly onSaved: () => void;
  readonly onClose: () => void;
};

/** A thing of the school that is not on this room's list: it says where it belongs. */
export function StrangerSheet({ phone, inHand, view, how, onSaved, onClose }: Props) {
  const { asset, place, code } = view;
  const saving = useSaving();
  const id = useRef(newId());
  const { sheet } = inHand;
  const isHere = asset.place_id === sheet.place_id;
  const name = titleOf(asset);
  const save = () =>
    void saving.run(
      () => recordSighting(phone, sheet, seenWhole(asset.id, code, how), name, { id: id.current }),
      onSaved,
    );
  return (
    <Sheet title={name} onClose={onClose}>
      <div class="stack">
        <Notice kind={isHere ? 'ok' : 'warn'}>
          {isHere ? (
            <p>{t('stocktake.extra.arrived')}</p>
          ) : (
            <>
              <p>{t('stocktake.belongs', { place: place || t('thing.noPlace') })}</p>
              <p>{t('stocktake.reallyHere', { room: roomName(sheet) })}</p>
            </>
          )}
        </Notice>
        {saving.failure && <Notice kind="bad">{saving.failure}</Notice>}
        <div class="answers">
          <Button onClick={onClose}>{t('stocktake.notHere')}</Button>
          <Button kind="main" disabled={saving.busy} onClick={save}>
            {t('stocktake.stands')}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}
