import type { RecordEntry } from '../../db';
import { type How, isSameThing } from '../../domain/facts';
import type { Phone } from '../../sync';
import { ownRecords } from './records';
import type { Target } from './target';

/** What was taken into a pile and not out again, in the order it was taken. */
export async function pileOf(phone: Phone, pile: string): Promise<readonly RecordEntry[]> {
  const own = await ownRecords(phone);
  return own.filter(({ summary, withdrawn }) => summary.pile === pile && !withdrawn).reverse();
}

/**
 * Takes a thing into a pile; one that is in it already stays where it is, and the number of its
 * place in the pile is given. Resolves when the phone has it durably. Throws StorageError.
 */
export async function addToPile(
  phone: Phone,
  pile: string,
  { thing, name, place }: Target,
  how: How,
): Promise<{ readonly number: number; readonly isNew: boolean }> {
  const taken = await pileOf(phone, pile);
  const at = taken.findIndex(({ summary: { asset_id, place_id = null } }) =>
    isSameThing({ asset_id, place_id }, thing),
  );
  if (at >= 0) return { number: at + 1, isNew: false };
  const draft = { type: 'label_requested', ...thing, why: 'pile', pile, how } as const;
  await phone.record({ draft, photos: [], name, place });
  return { number: taken.length + 1, isNew: true };
}
