import type { SheetState } from '../../db';
import { schoolDay } from '../../domain/schoolDay';
import { t } from '../../ui/messages';
import { isOpen, type ListedSheet } from './listedSheets';
import { sheetHref } from './sheetHref';
import { roomName, whereabouts } from './texts';

const LOOK: Readonly<Record<SheetState, string>> = {
  not_started: 'tag',
  counting: 'tag tag-warn',
  signed: 'tag tag-ok',
  conflict: 'tag tag-bad',
  sent_back: 'tag tag-bad',
  countersigned: 'tag tag-ok',
};

/** How a room stands, in words and colour. */
export function StateTag({ state }: { readonly state: SheetState }) {
  return <span class={LOOK[state]}>{t(`stocktake.state.${state}`)}</span>;
}

/** By when it is to be done; said so when that is over. */
export function dueText(due: string, isDone: boolean): string {
  const isLate = !isDone && due < schoolDay(Date.now());
  return t(isLate ? 'stocktake.overdue' : 'stocktake.due', { day: due });
}

type Props = {
  readonly one: ListedSheet;
  /** Of which stocktake, and by when: left out where all of a list are of one. */
  readonly named: boolean;
};

/** One room in a list. */
export function SheetRow({ one, named }: Props) {
  const { sheet, stocktake } = one;
  const due = [stocktake.name, dueText(stocktake.due_on, !isOpen(one))];
  const notes = [sheet.class_name, whereabouts(sheet), ...(named ? due : [])];
  return (
    <a class="item" href={sheetHref(sheet.id)} data-sheet={sheet.id} data-state={sheet.state}>
      <span class="item-title">{roomName(sheet)}</span>
      <StateTag state={sheet.state} />
      <span class="item-note">{notes.filter(Boolean).join(' · ')}</span>
    </a>
  );
}
