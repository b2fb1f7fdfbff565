import type { RecordEntry } from '../../db';
import type { Phone } from '../../sync';

/** A pile and a day's labels are well within; older ones are at the office already. */
const LOOKED_AT = 1000;
const LABEL_FACTS: readonly string[] = ['label_bound', 'label_requested'];

/** What this person did with labels on this phone, newest first, the withdrawn included. */
export async function ownRecords(phone: Phone): Promise<readonly RecordEntry[]> {
  const author = phone.account.get()?.person.id;
  const all = await phone.records(LOOKED_AT);
  return all.filter((entry) => entry.author === author && LABEL_FACTS.includes(entry.type));
}

/** Whether sticking on this label is the last thing that was recorded: it may still be in view. */
export async function isJustBound(phone: Phone, code: string): Promise<boolean> {
  const [last] = await phone.records(1);
  return last?.type === 'label_bound' && last.summary.code === code;
}

/** A pile of the day with the number of its things. */
export type PileNote = {
  readonly id: string;
  readonly things: number;
  /** When its last thing was taken. */
  readonly at: number;
};

export type Today = {
  readonly piles: readonly PileNote[];
  /** What is not of a pile, newest first. */
  readonly singles: readonly RecordEntry[];
};

function isSameDay(one: number, other: number): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}

/** What this person did today with labels and did not take back; the newest first. */
export async function doneToday(phone: Phone, now: number): Promise<Today> {
  const own = (await ownRecords(phone)).filter(
    ({ withdrawn, observed_at }) => !withdrawn && isSameDay(observed_at, now),
  );
  const piles = new Map<string, PileNote>();
  for (const { summary, observed_at } of own) {
    const id = summary.pile;
    if (id === undefined) continue;
    const known = piles.get(id) ?? { id, things: 0, at: observed_at };
    piles.set(id, { ...known, things: known.things + 1 });
  }
  const singles = own.filter(({ summary }) => summary.pile === undefined);
  return { piles: [...piles.values()], singles };
}
