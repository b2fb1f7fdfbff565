import { useState } from 'preact/hooks';
import { useSaving } from '../field/useSaving';
import { errorText } from '../ui/errorText';
import { isAbnormal, type Lack, lackOf } from './inspectionFact';
import { lackText } from './lackText';
import type { FormProps } from './panelProps';
import { recordForm } from './records';
import { answering } from './subject';
import { useDraft } from './useDraft';

/** An inspection while its form is open: what it says, what it lacks, and its saving. */
export function useInspection(props: Omit<FormProps, 'onCancel'>) {
  const { phone, view, begun, wantsPhoto, onSaved } = props;
  const [lack, setLack] = useState<Lack | null>(null);
  const saving = useSaving();
  const open = useDraft(phone, answering(begun.draft, view.checklist));
  const { draft, failure, end, change } = open;

  const find = async (fresh: boolean): Promise<Lack | null> => {
    const found = lackOf(view, draft, fresh);
    // A full phone takes no photo, but it takes the words.
    const wantsRoom = found?.lack === 'photo' || found?.lack === 'fresh';
    return wantsRoom && (await phone.space()).is_full ? null : found;
  };
  const record = async () => {
    await recordForm(phone, view, draft);
    await end();
  };
  /** `fresh`: a photo that is wanted is insisted on. */
  const save = async (fresh = wantsPhoto) => {
    const found = await find(fresh);
    setLack(found);
    if (found === null)
      await saving.run(record, () => onSaved(isAbnormal(draft) ? 'abnormal' : 'ok'));
  };
  const said = lack === null ? undefined : lackText(lack, view);
  return {
    open: {
      ...open,
      change(part: Parameters<typeof change>[0]) {
        setLack(null);
        change(part);
      },
    },
    wanted: lack !== null && 'items' in lack ? lack.items : [],
    trouble: said ?? saving.failure ?? (failure === undefined ? undefined : errorText(failure)),
    busy: saving.busy,
    save: (fresh?: boolean) => void save(fresh),
  };
}
