import { useState } from 'preact/hooks';
import type { Phone } from '../../sync';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { Sheet } from '../../ui/Sheet';
import { draftThing, subjectOn } from './draftThing';
import { knownKinds } from './knownKinds';
import { NewThingForm } from './NewThingForm';
import { PickPiece } from './PickPiece';
import type { SheetInHand } from './sheetInHand';
import type { Piece } from './sheetView';

type Props = {
  readonly phone: Phone;
  readonly inHand: SheetInHand;
  /** Its form was begun and is gone on with. */
  readonly begun?: boolean;
  readonly onPiece: (piece: Piece) => void;
  readonly onForm?: (open: boolean) => void;
  readonly onSaved: () => void;
  readonly onClose: () => void;
};

/** A thing without a label: one of the list, or one that the list does not have. */
export function UnlabelledSheet(props: Props) {
  const { phone, inHand, begun = false, onPiece, onForm, onSaved, onClose } = props;
  const [form, setForm] = useState(begun);
  const { sheet } = inHand;
  const open = (opened: boolean) => {
    setForm(opened);
    onForm?.(opened);
  };
  if (form) {
    const thing = draftThing(sheet.id, { form: 'new', label: '' });
    const name = t('stocktake.unlabelled');
    return (
      <Sheet title={name} onClose={onClose} locked>
        <NewThingForm
          {...{ phone, sheet, onSaved }}
          code={null}
          text={null}
          subject={subjectOn(sheet, thing, name)}
          known={knownKinds(inHand)}
          onCancel={() => (begun ? onClose() : open(false))}
        />
      </Sheet>
    );
  }
  return (
    <Sheet title={t('stocktake.unlabelled')} onClose={onClose}>
      <div class="stack">
        <Button wide onClick={() => open(true)}>
          {t('stocktake.notListed')}
        </Button>
        <h3>{t('stocktake.onList')}</h3>
        <PickPiece inHand={inHand} onPick={onPiece} />
      </div>
    </Sheet>
  );
}
