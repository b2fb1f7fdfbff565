import { unpackEntries } from '../../domain/countPacking';
import type { Phone } from '../../sync';
import { useLoaded } from '../../ui/useLoaded';
import { useValue } from '../../ui/useValue';
import { knownSheet } from './knownSheet';
import { saidHere } from './saidHere';
import { judged, type SheetInHand } from './sheetInHand';

/** A sheet with everything said about it; null when this phone has no such sheet. */
export async function loadSheet(phone: Phone, sheetId: string): Promise<SheetInHand | null> {
  const register = phone.register();
  const sheet = await register.sheet(sheetId);
  if (sheet === null) return null;
  const [stocktakes, people, own] = await Promise.all([
    register.stocktakes(),
    register.people(),
    phone.sheetRecords(sheetId),
  ]);
  const stocktake = stocktakes.find(({ id }) => id === sheet.stocktake_id);
  const { said, fresh } = saidHere(unpackEntries(sheet.entries), own);
  return judged(await knownSheet(register, { sheet, stocktake, people, said, fresh }));
}

/** The same; anew after every record and every sync. */
export function useSheet(phone: Phone, sheetId: string): SheetInHand | null | undefined {
  const { waiting, last_success } = useValue(phone.status);
  const made = [sheetId, JSON.stringify(waiting), last_success];
  return useLoaded(() => loadSheet(phone, sheetId), made).value;
}
