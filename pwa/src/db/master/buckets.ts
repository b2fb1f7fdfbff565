/** Where a label code leads; `current` is false for a code that was replaced by another. */
export type CodeEntry =
  | { readonly t: 'asset'; readonly id: string; readonly page: number; readonly current: boolean }
  | { readonly t: 'place'; readonly id: string; readonly current: boolean };

/** With 20,000 entries a bucket holds about 300: one small read for a scan. */
const BUCKETS = 64;

/** The bucket of an id or a code: FNV-1a over its UTF-16 units. */
export function bucketOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  }
  return (hash >>> 0) % BUCKETS;
}
