import type { RecordEntry, SheetHead, SheetState, Stocktake } from '../../db';
import type { Phone } from '../../sync';
import { useLoaded } from '../../ui/useLoaded';
import { useValue } from '../../ui/useValue';

export type ListedSheet = {
  readonly sheet: SheetHead;
  readonly stocktake: Stocktake;
  /** This person is to count and sign it. */
  readonly mine: boolean;
};

/** These ask the teacher for something. */
const OPEN: readonly SheetState[] = ['not_started', 'counting', 'conflict', 'sent_back'];

/** What came back stands first, what is done last. */
const ORDER: readonly SheetState[] = [
  'sent_back',
  'conflict',
  'counting',
  'not_started',
  'signed',
  'countersigned',
];

/** Records that lists look through for what was said on this phone and not told by the server yet. */
const RECORDS = 300;

const order = new Intl.Collator('zh', { numeric: true });

export function isOpen({ sheet }: ListedSheet): boolean {
  return OPEN.includes(sheet.state);
}

/** The row's state, and what this phone has said since and not sent. */
export function stateHere({ id, state }: SheetHead, unsent: readonly RecordEntry[]): SheetState {
  const own = unsent.filter(({ summary, withdrawn }) => summary.sheet === id && !withdrawn);
  if (state === 'countersigned' || own.length === 0) return state;
  if (own.some(({ type }) => type === 'sheet_signed')) return 'signed';
  return state === 'not_started' ? 'counting' : state;
}

/** The sheets of stocktakes that are not over: one's own first, then by what is to be done. */
export function listedSheets(
  sheets: readonly SheetHead[],
  stocktakes: readonly Stocktake[],
  me: string,
): readonly ListedSheet[] {
  const running = new Map(
    stocktakes.filter(({ ended_at }) => ended_at === null).map((one) => [one.id, one]),
  );
  const listed = sheets.flatMap((sheet): ListedSheet[] => {
    const stocktake = running.get(sheet.stocktake_id);
    if (stocktake === undefined) return [];
    return [{ sheet, stocktake, mine: sheet.person_ids.includes(me) }];
  });
  return listed.sort(
    (a, b) =>
      Number(b.mine) - Number(a.mine) ||
      ORDER.indexOf(a.sheet.state) - ORDER.indexOf(b.sheet.state) ||
      a.stocktake.due_on.localeCompare(b.stocktake.due_on) ||
      order.compare(a.sheet.title, b.sheet.title),
  );
}

/** The sheets that this phone takes along; anew after every record and every sync. */
export function useListedSheets(phone: Phone): readonly ListedSheet[] | undefined {
  const { waiting, last_success } = useValue(phone.status);
  const load = async () => {
    const register = phone.register();
    const me = phone.account.get()?.person.id ?? '';
    const [sheets, stocktakes, records] = await Promise.all([
      register.sheets(),
      register.stocktakes(),
      phone.records(RECORDS),
    ]);
    const unsent = records.filter(({ custody }) => custody.state === 'phone_only');
    const here = sheets.map((sheet) => ({ ...sheet, state: stateHere(sheet, unsent) }));
    return listedSheets(here, stocktakes, me);
  };
  return useLoaded(load, [JSON.stringify(waiting), last_success]).value;
}
