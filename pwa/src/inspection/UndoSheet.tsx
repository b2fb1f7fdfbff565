import { WithdrawSheet } from '../field/WithdrawSheet';
import type { Phone } from '../sync';
import { t } from '../ui/messages';
import { Sheet } from '../ui/Sheet';
import { useLoaded } from '../ui/useLoaded';
import { lastOwn } from './records';

type Props = {
  readonly phone: Phone;
  readonly onDone: () => void;
  readonly onClose: () => void;
};

/** [更正上一条]: the last record, to be withdrawn. */
export function UndoSheet({ phone, onDone, onClose }: Props) {
  const last = useLoaded(async () => (await lastOwn(phone)) ?? null, []).value;
  if (last === undefined) return null;
  if (last === null)
    return (
      <Sheet title={t('undo.none')} onClose={onClose}>
        {null}
      </Sheet>
    );
  return <WithdrawSheet phone={phone} entry={last} onDone={onDone} onClose={onClose} />;
}
