/** Where a label code leads; `current` is false for a code that was replaced by another. */
export interface CodeEntry {
  readonly id: string;
  /** The page of an asset; null for a place. */
  readonly page: number | null;
  readonly current: boolean;
}

/** As text, for storing 20,000 strings takes a third of the time that as many objects take. */
export function packEntry({ id, page, current }: CodeEntry): string {
  return `${current ? '+' : '-'}${page ?? ''}|${id}`;
}

export function unpackEntry(text: string): CodeEntry {
  const bar = text.indexOf('|');
  const page = text.slice(1, bar);
  const current = text.startsWith('+');
  return { id: text.slice(bar + 1), page: page === '' ? null : Number(page), current };
}

const ENTRIES_A_BUCKET = 150;
/** Enough for a school that is taken along empty and imports its ledger afterwards. */
export const FEWEST_BUCKETS = 64;

/**
 * How many buckets of each kind a generation with that many assets has: so many that a bucket is
 * one small read for a scan, and for a change, however many assets there are.
 */
export function bucketsFor(assets: number): number {
  return Math.max(FEWEST_BUCKETS, Math.ceil(assets / ENTRIES_A_BUCKET));
}

/** The bucket of an id or a code among `count`: FNV-1a over its UTF-16 units. */
export function bucketOf(key: string, count: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  }
  return (hash >>> 0) % count;
}
