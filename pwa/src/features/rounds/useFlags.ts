import { type Flag, weigh } from '../../domain/evidence';
import { roundText } from '../../domain/facts';
import type { Phone } from '../../sync';
import { useLoaded } from '../../ui/useLoaded';
import { tracesOf } from './traces';
import type { RoundInHand } from './useRound';

async function load(phone: Phone, { round, route }: RoundInHand): Promise<readonly Flag[]> {
  const author = phone.account.get()?.person.id ?? '';
  const records = await phone.roundRecords(round);
  return weigh(await tracesOf(phone.register(), route.stops, records, author)).flags;
}

/**
 * What this walker's own records say of the walk; undefined until it is known. A register that
 * cannot be read keeps nobody from signing: the server weighs the records again.
 */
export function useFlags(phone: Phone, inHand: RoundInHand): readonly Flag[] | undefined {
  const { round, plan } = inHand;
  const own = [...plan.stops.map((stop) => stop.own), ...plan.unplanned];
  const made = own.map((entry) => entry?.id ?? '').join();
  const { value, failed } = useLoaded(() => load(phone, inHand), [roundText(round), made]);
  return failed === undefined ? value : [];
}
