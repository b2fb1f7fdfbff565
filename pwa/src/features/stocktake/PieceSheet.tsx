import { useEffect, useRef, useState } from 'preact/hooks';
import type { How } from '../../domain/facts';
import { mayRecord } from '../../field/may';
import { useSaving } from '../../field/useSaving';
import { newId, type Phone } from '../../sync';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { Sheet } from '../../ui/Sheet';
import { timeText } from '../../ui/time';
import { draftThing, subjectOn } from './draftThing';
import { recordSighting, seenWhole } from './records';
import { SaidRow } from './SaidRow';
import { SightingForm } from './SightingForm';
import type { SheetInHand } from './sheetInHand';
import type { Piece } from './sheetView';
import { pieceTitle } from './texts';

type Props = {
  readonly phone: Phone;
  readonly inHand: SheetInHand;
  readonly piece: Piece;
  /** How it was come upon; its label's code when that was read. */
  readonly how?: How;
  readonly code?: string | null;
  /** Its form was begun, or is wanted at once. */
  readonly damaged?: boolean;
  /** The form needs the camera for itself. */
  readonly onForm?: (open: boolean) => void;
  readonly onSaved: () => void;
  readonly onClose: () => void;
};

function Before({ piece }: Pick<Props, 'piece'>) {
  const { line, state, said } = piece;
  if (state === 'left') return <Notice kind="plain">{t('stocktake.leftNote')}</Notice>;
  if (said.length > 0 || line.presighted === null) return null;
  const time = timeText(line.presighted, Date.now());
  return <Notice kind="plain">{t('stocktake.presightedNote', { time })}</Notice>;
}

/** One thing of the list: that it is here, what is damaged on it, and who has said so before. */
export function PieceSheet(props: Props) {
  const { phone, inHand, piece, how = 'picked', code = null, onForm, onSaved, onClose } = props;
  const [form, setForm] = useState(props.damaged ?? false);
  useEffect(() => {
    if (form) onForm?.(true);
  }, []);
  const saving = useSaving();
  const id = useRef(newId());
  const { sheet, over } = inHand;
  const name = pieceTitle(piece);
  const may = mayRecord(phone) && !over;
  const open = (opened: boolean) => {
    setForm(opened);
    onForm?.(opened);
  };
  const here = () => {
    const said = seenWhole(piece.asset, code, how);
    void saving.run(() => recordSighting(phone, sheet, said, name, { id: id.current }), onSaved);
  };
  if (form && may) {
    const thing = draftThing(sheet.id, { form: 'piece', asset: piece.asset });
    const subject = subjectOn(sheet, thing, name, { how, code });
    return (
      <Sheet title={t('stocktake.damagedIt', { name })} onClose={onClose} locked>
        <SightingForm
          {...{ phone, sheet, subject, onSaved }}
          asset={piece.asset}
          onCancel={() => (props.damaged ? onClose() : open(false))}
        />
      </Sheet>
    );
  }
  return (
    <Sheet title={name} onClose={onClose}>
      <div class="stack">
        <p>
          <span class="soft">{t('stocktake.stateNow')}</span>{' '}
          <strong>{t(`stocktake.piece.${piece.state}`)}</strong>
        </p>
        <Before piece={piece} />
        <ul class="said-list">
          {piece.said.map((said) => (
            <SaidRow key={said.id} {...{ phone, inHand, said }} onTaken={onClose} />
          ))}
        </ul>
        {saving.failure && <Notice kind="bad">{saving.failure}</Notice>}
        {may && (
          <div class="answers">
            <Button kind="bad" disabled={saving.busy} onClick={() => open(true)}>
              {t('stocktake.hasDamage')}
            </Button>
            <Button kind="ok" disabled={saving.busy} onClick={here}>
              {t('stocktake.isHere')}
            </Button>
          </div>
        )}
      </div>
    </Sheet>
  );
}
