import type { PhotoInput } from '../../db';
import { sha256 } from '../../db/bytes';
import type { Cause, Explanation } from '../../domain/countFacts';
import type { SaidSigned } from '../../domain/countPacking';
import { PHOTOS_LIMIT } from '../../domain/draft';
import { type Discrepancy, matterOf } from '../../domain/reconciliation';
import type { SheetInHand } from './sheetInHand';

/** What the signer says of one discrepancy so far. */
export type Said = {
  readonly cause: Cause | null;
  readonly words: string;
  /** `taken_at` of photos of this form. */
  readonly photos: readonly number[];
  /** Photos that the server has already: of a sighting, or of the last signature. */
  readonly former: readonly string[];
};

/** By the key of the discrepancy. */
export type Explained = Readonly<Record<string, Said>>;

const NOTHING: Said = { cause: null, words: '', photos: [], former: [] };

function before(signature: SaidSigned | undefined, { key }: Discrepancy, inHand: SheetInHand) {
  const matter = (one: string) => matterOf(one, inHand.bindings);
  return signature?.explanations.find((one) => matter(one.key) === matter(key));
}

/** What was said of it before: by the last signature, or by whoever saw it. */
function startOf(inHand: SheetInHand, discrepancy: Discrepancy): Said {
  const signed = before(inHand.signature, discrepancy, inHand);
  if (signed !== undefined) {
    const { cause, words, photos } = signed;
    return { cause, words, photos: [], former: photos };
  }
  const seen = inHand.said.find(({ id }) => id === discrepancy.sighting);
  const shown = seen?.t === 'sighting' ? seen : latestCount(inHand, discrepancy);
  return shown ? { ...NOTHING, words: shown.words, former: shown.photos } : NOTHING;
}

function latestCount({ said }: SheetInHand, { group }: Discrepancy) {
  const counts = said.flatMap((one) =>
    one.t === 'count' && !one.withdrawn && one.group === group ? [one] : [],
  );
  return counts.sort((a, b) => b.at - a.at)[0];
}

export function saidOf(inHand: SheetInHand, explained: Explained, one: Discrepancy): Said {
  return explained[one.key] ?? startOf(inHand, one);
}

export function explainedIn(fields: Readonly<Record<string, string>> | undefined): Explained {
  return JSON.parse(fields?.explained ?? '{}') as Explained;
}

export type Lack = 'cause' | 'photo' | 'reason';

/**
 * What an explanation lacks. What is said to have been so before one took over is shown: damage by
 * a photo, anything else by a photo or in words. A full phone takes no photo.
 */
export function lackIn(
  { cause, words, photos, former }: Said,
  { kind }: Discrepancy,
  isFull: boolean,
): Lack | null {
  if (cause === null) return 'cause';
  if (cause !== 'before_takeover' || photos.length + former.length > 0) return null;
  if (kind === 'damaged' && !isFull) return 'photo';
  return words.trim() === '' ? 'reason' : null;
}

/** The explanations as they travel, and the photos that they name. */
export async function toSign(
  inHand: SheetInHand,
  explained: Explained,
  photos: readonly PhotoInput[],
): Promise<{ explanations: Explanation[]; photos: readonly PhotoInput[] }> {
  const used = new Set<number>();
  const explanations: Explanation[] = [];
  for (const one of inHand.closed.discrepancies) {
    const { cause, words, photos: taken, former } = saidOf(inHand, explained, one);
    const own = photos.filter(({ taken_at }) => taken.includes(taken_at));
    for (const { taken_at } of own) used.add(taken_at);
    const hashes = await Promise.all(own.map(({ bytes }) => sha256(bytes)));
    // Of many signatures' photos the newest are named; the server takes no more.
    const shown = [...new Set([...former, ...hashes])].slice(-PHOTOS_LIMIT);
    if (cause !== null)
      explanations.push({ key: one.key, cause, words: words.trim(), photos: shown });
  }
  return { explanations, photos: photos.filter(({ taken_at }) => used.has(taken_at)) };
}
