import { useRef, useState } from 'preact/hooks';
import { useSaving } from '../../field/useSaving';
import { newId, type Phone } from '../../sync';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { Sheet } from '../../ui/Sheet';
import { recordTotal } from './records';
import type { SheetInHand } from './sheetInHand';

type Props = {
  readonly phone: Phone;
  readonly inHand: SheetInHand;
  readonly onSaved: () => void;
  readonly onClose: () => void;
};

/** Why this total cannot be confirmed, in words; undefined when it can. */
function lackOf(typed: string, expected: number): string | undefined {
  if (typed === '') return t('stocktake.totalEmpty');
  const n = Number(typed);
  if (n === expected) return undefined;
  return t('stocktake.totalDiffers', { n, expected, off: Math.abs(n - expected) });
}

/** [全部相符]: whoever says so has counted, and types how many things there are in all. */
export function TotalSheet({ phone, inHand, onSaved, onClose }: Props) {
  const [text, setText] = useState('');
  const [lack, setLack] = useState<string>();
  const saving = useSaving();
  const id = useRef(newId());
  const typed = text.normalize('NFKC').replace(/\D/g, '');
  const submit = (event: Event) => {
    event.preventDefault();
    const found = lackOf(typed, inHand.total);
    setLack(found);
    if (found !== undefined) return;
    void saving.run(() => recordTotal(phone, inHand.sheet, id.current, Number(typed)), onSaved);
  };
  return (
    <Sheet title={t('stocktake.allOk')} onClose={onClose}>
      <form class="stack" onSubmit={submit}>
        <p>{t('stocktake.totalAsk')}</p>
        <Field
          kind="number"
          label={t('stocktake.total')}
          value={text}
          onInput={(value) => {
            setText(value);
            setLack(undefined);
          }}
          maxLength={7}
          error={lack}
        />
        <p class="soft">{t('stocktake.totalNote')}</p>
        {saving.failure && <Notice kind="bad">{saving.failure}</Notice>}
        <Button kind="main" wide submit disabled={saving.busy}>
          {t('stocktake.totalSave')}
        </Button>
      </form>
    </Sheet>
  );
}
