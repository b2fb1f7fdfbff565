import { PlaceTree, type RecordEntry, type Register, type Stop } from '../../db';
import type { Trace } from '../../domain/evidence';
import { spotOf } from '../../domain/roundSpot';
import { ABOUT_STOPS, idOf } from './roundPlan';

/** This phone is one; its id need not be known to tell its records from those of others. */
const THIS_PHONE = '';

async function placeIdOf(register: Register, { summary }: RecordEntry): Promise<string> {
  if (summary.place_id !== undefined) return summary.place_id;
  return (await register.asset(summary.asset_id ?? ''))?.place_id ?? '';
}

/**
 * What `author` recorded on this phone in a round, as the rules of evidence read it
 * (docs/spec/evidence.md). Withdrawn records say nothing.
 */
export async function tracesOf(
  register: Register,
  route: readonly Stop[],
  records: readonly RecordEntry[],
  author: string,
): Promise<readonly Trace[]> {
  const tree = new PlaceTree(await register.places());
  const order = new Map(route.map((stop, at) => [idOf(stop), at]));
  const own = records.filter(
    (entry) => !entry.withdrawn && entry.author === author && ABOUT_STOPS.includes(entry.type),
  );
  return Promise.all(
    own.map(async (entry): Promise<Trace> => {
      const { how, why, scanned_at = null, photos_at = [] } = entry.summary;
      const stop = idOf(entry.summary);
      return {
        stop,
        author,
        device: THIS_PHONE,
        ...spotOf(tree.path(await placeIdOf(register, entry)), how === 'door'),
        order: order.get(stop) ?? null,
        how: how ?? why ?? '',
        recorded_at: entry.observed_at,
        scanned_at,
        photos_taken_at: photos_at,
      };
    }),
  );
}
