import type { Phone } from '../../sync';
import { useLoaded } from '../../ui/useLoaded';
import { useValue } from '../../ui/useValue';
import { type MyRounds, roundsAt } from './myRounds';
import { useNow } from './useNow';

/** Records that lists look through for what was done: several full rounds. */
const RECORDS = 300;
const MINUTE_MS = 60_000;

async function load(phone: Phone, now: number): Promise<MyRounds> {
  const register = phone.register();
  const person = phone.account.get()?.person.id ?? '';
  const [routes, years, records] = await Promise.all([
    register.routes(),
    register.schoolYears(),
    phone.records(RECORDS),
  ]);
  return roundsAt({ routes, years, records, person }, now);
}

/** This person's rounds around now; anew every minute, after every record and every sync. */
export function useRounds(phone: Phone): {
  readonly rounds: MyRounds | undefined;
  readonly now: number;
} {
  const { waiting, last_success } = useValue(phone.status);
  const now = useNow();
  const made = [Math.floor(now / MINUTE_MS), JSON.stringify(waiting), last_success];
  return { rounds: useLoaded(() => load(phone, now), made).value, now };
}
