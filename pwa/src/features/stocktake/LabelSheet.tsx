import { useRef, useState } from 'preact/hooks';
import type { How } from '../../domain/facts';
import type { Seen } from '../../field/thing';
import { useSaving } from '../../field/useSaving';
import { groupCode } from '../../scan/code';
import { parseLabel } from '../../scan/parseLabel';
import { newId, type Phone } from '../../sync';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { Sheet } from '../../ui/Sheet';
import { draftThing, subjectOn } from './draftThing';
import { knownKinds } from './knownKinds';
import { NewThingForm } from './NewThingForm';
import { PickPiece } from './PickPiece';
import { bindAndSee } from './records';
import type { SheetInHand } from './sheetInHand';
import type { Piece } from './sheetView';
import { pieceTitle } from './texts';

const TEXT_LIMIT = 300;

type Props = {
  readonly phone: Phone;
  readonly inHand: SheetInHand;
  readonly seen: Seen;
  /** The form was begun and is gone on with. */
  readonly begun?: boolean;
  readonly onForm?: (open: boolean) => void;
  readonly onSaved: () => void;
  readonly onClose: () => void;
};

type Label = { readonly code: string | null; readonly text: string | null };

/** A code of ours, or whatever else a label says. */
function labelOf(seen: string): Label {
  const { kind, code } = parseLabel(seen);
  if (kind === 'own') return { code, text: null };
  return { code: null, text: [...seen].slice(0, TEXT_LIMIT).join('') };
}

function Bind({ phone, inHand, code, how, onSaved }: Omit<Props, 'seen'> & BindProps) {
  const [piece, setPiece] = useState<Piece>();
  const saving = useSaving();
  const ids = useRef({ binding: newId(), sighting: newId() });
  if (piece === undefined) {
    return (
      <>
        <h3>{t('stocktake.bindTo', { code: groupCode(code) })}</h3>
        <PickPiece inHand={inHand} onPick={setPiece} />
      </>
    );
  }
  const name = pieceTitle(piece);
  const bind = () =>
    bindAndSee(phone, inHand.sheet, ids.current, { code, asset: piece.asset, how, name });
  return (
    <>
      <p>{t('stocktake.bindAsk', { code: groupCode(code), name })}</p>
      {saving.failure && <Notice kind="bad">{saving.failure}</Notice>}
      <div class="answers">
        <Button onClick={() => setPiece(undefined)}>{t('labels.pickOther')}</Button>
        <Button kind="main" disabled={saving.busy} onClick={() => void saving.run(bind, onSaved)}>
          {t('labels.stuck')}
        </Button>
      </div>
    </>
  );
}

type BindProps = { readonly code: string; readonly how: How };

/** A label that is no thing this phone knows: stuck on a thing of the room, or kept as it is. */
export function LabelSheet(props: Props) {
  const { phone, inHand, seen, begun = false, onForm, onSaved, onClose } = props;
  const [step, setStep] = useState<'ask' | 'bind' | 'keep'>(begun ? 'keep' : 'ask');
  const { sheet } = inHand;
  const label = labelOf(seen.text);
  const { code } = label;
  const shown = code === null ? seen.text : groupCode(code);
  const go = (next: 'ask' | 'keep') => {
    setStep(next);
    onForm?.(next === 'keep');
  };
  if (step === 'keep') {
    const thing = draftThing(sheet.id, { form: 'new', label: seen.text });
    const found = { code: code ?? seen.text, how: seen.how };
    return (
      <Sheet title={t('stocktake.keepLabel', { label: shown })} onClose={onClose} locked>
        <NewThingForm
          {...{ phone, sheet, onSaved }}
          {...label}
          subject={subjectOn(sheet, thing, shown, found)}
          known={knownKinds(inHand)}
          onCancel={() => (begun ? onClose() : go('ask'))}
        />
      </Sheet>
    );
  }
  return (
    <Sheet title={t('unknown.title')} onClose={onClose}>
      <div class="stack">
        {step === 'bind' && code !== null ? (
          <Bind {...props} code={code} how={seen.how} />
        ) : (
          <>
            <Notice kind="warn">
              {t(code === null ? 'stocktake.foreign' : 'stocktake.unknown', { label: shown })}
            </Notice>
            {code !== null && (
              <Button wide onClick={() => setStep('bind')}>
                {t('stocktake.bind')}
              </Button>
            )}
            <Button kind="main" wide onClick={() => go('keep')}>
              {t('stocktake.keep')}
            </Button>
          </>
        )}
      </div>
    </Sheet>
  );
}
