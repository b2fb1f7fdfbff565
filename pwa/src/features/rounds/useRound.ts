import { useEffect, useState } from 'preact/hooks';
import type { Route } from '../../db';
import { type RoundKey, roundText } from '../../domain/facts';
import { type DueRound, windowOf } from '../../domain/schedule';
import { calendarOf } from '../../domain/schoolCalendar';
import type { Phone } from '../../sync';
import { useLoaded } from '../../ui/useLoaded';
import { useValue } from '../../ui/useValue';
import { type KeptRound, keepRound, keptRound } from './keptRound';
import { planOf, type RoundPlan, standing } from './roundPlan';
import { type StopNames, stopNames } from './stopNames';

export type RoundInHand = {
  readonly round: RoundKey;
  readonly route: Route;
  readonly due: DueRound;
  readonly names: StopNames;
  readonly plan: RoundPlan;
  readonly kept: KeptRound;
  keep(part: Partial<KeptRound>): void;
};

async function load(phone: Phone, round: RoundKey) {
  const register = phone.register();
  const [routes, years] = await Promise.all([register.routes(), register.schoolYears()]);
  const route = routes.find(({ id }) => id === round.route_id);
  if (route === undefined) return null;
  const due = windowOf(route.schedule, calendarOf(years), round.day, round.slot);
  return { route, due, names: await stopNames(register, route.stops) };
}

/** What is kept beside the records; the others' progress is asked for anew after every sync. */
function useKept(phone: Phone, round: RoundKey, lastSuccess: number | null) {
  const me = phone.account.get()?.person;
  const person = me?.id ?? '';
  const [kept, set] = useState(() => keptRound(person, round));
  const keep = (part: Partial<KeptRound>) => set(keepRound(person, round, part));
  useEffect(() => {
    let wanted = true;
    const ask = async () => {
      const told = await phone.roundProgress(round);
      if (told === null || !wanted) return;
      keep({ others: told.stops, endings: told.endings.filter(({ by }) => by !== me?.name) });
    };
    void ask().catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [lastSuccess]);
  return { kept, keep };
}

/** A round as this phone knows it; null when its route is in the register no more. */
export function useRound(phone: Phone, round: RoundKey): RoundInHand | null | undefined {
  const { waiting, last_success } = useValue(phone.status);
  const name = roundText(round);
  const base = useLoaded(() => load(phone, round), [name, last_success]).value;
  const made = [name, JSON.stringify(waiting), last_success];
  const records = useLoaded(() => phone.roundRecords(round), made).value;
  const { kept, keep } = useKept(phone, round, last_success);
  if (base === null) return null;
  if (base === undefined || records === undefined) return undefined;
  const me = phone.account.get()?.person.name ?? '';
  const plan = planOf(base.route.stops, records, standing(kept.others, records, me));
  return { round, ...base, plan, kept, keep };
}
