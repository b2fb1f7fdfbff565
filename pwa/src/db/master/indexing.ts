import { columnAt, type Row } from '../columns';
import type { WriteTx } from '../connection';
import { bucketOf, type CodeEntry, packEntry, unpackEntry } from './buckets';
import { pagesOf } from './generation';
import type { Bucket, IndexKind, MasterSchema } from './schema';

const ID = columnAt('asset', 'id');
const PLACE = columnAt('asset', 'place_id');
const ASSET_CODES = columnAt('asset', 'codes');
const PLACE_CODES = columnAt('place', 'codes');

/** The buckets of one generation, `count` of each kind. */
interface Index {
  readonly count: number;
  readonly kinds: Map<IndexKind, Map<number, Bucket>>;
}

/**
 * Writes all buckets of a generation from its pages and its places; gives the number of assets. A
 * snapshot that was cut and resumed may bring a thing twice, at its old place and at its new one:
 * the first stays, for the changes will bring its present state. `known` saves reading the pages.
 */
export async function buildIndex(
  tx: WriteTx<MasterSchema>,
  { generation, buckets }: { readonly generation: number; readonly buckets: number },
  known: readonly (readonly Row[])[] | null,
): Promise<number> {
  const pages = known ?? (await tx.objectStore('pages').getAll(pagesOf(generation)));
  const places = (await tx.objectStore('lists').get([generation, 'place'])) ?? [];
  const index: Index = { count: buckets, kinds: new Map() };
  const seen = new Set<unknown>();
  for (const row of places) indexPlace(index, row);
  for (const [page, rows] of pages.entries()) {
    const fresh = rows.filter((row) => !seen.has(row[ID]));
    if (fresh.length < rows.length) await tx.objectStore('pages').put(fresh, [generation, page]);
    for (const row of fresh) {
      seen.add(row[ID]);
      indexAsset(index, row, page);
    }
  }
  await putIndex(tx, generation, index);
  return seen.size;
}

async function putIndex(
  tx: WriteTx<MasterSchema>,
  generation: number,
  index: Index,
): Promise<void> {
  const store = tx.objectStore('index');
  const puts = [...index.kinds].flatMap(([kind, buckets]) =>
    [...buckets].map(([number, bucket]) => store.put(bucket, [generation, kind, number])),
  );
  await Promise.all(puts);
}

function bucketIn({ count, kinds }: Index, kind: IndexKind, key: string): Bucket {
  const number = bucketOf(key, count);
  const buckets = kinds.get(kind) ?? new Map<number, Bucket>();
  kinds.set(kind, buckets);
  const bucket: Bucket = buckets.get(number) ?? new Map();
  buckets.set(number, bucket);
  return bucket;
}

function indexAsset(index: Index, row: Row, page: number): void {
  const id = row[ID] as string;
  const place = row[PLACE] as string;
  bucketIn(index, 'asset', id).set(id, page);
  addPage(bucketIn(index, 'place', place), place, page);
  (row[ASSET_CODES] as readonly string[]).forEach((code, at) => {
    setCode(bucketIn(index, 'code', code), code, { id, page, current: at === 0 });
  });
}

function indexPlace(index: Index, row: Row): void {
  const id = row[ID] as string;
  (row[PLACE_CODES] as readonly string[]).forEach((code, at) => {
    setCode(bucketIn(index, 'code', code), code, { id, page: null, current: at === 0 });
  });
}

/**
 * A code that one thing carries now and another carried before leads to the one that carries it.
 * Says whether the bucket is another than before.
 */
export function setCode(bucket: Bucket, code: string, entry: CodeEntry): boolean {
  const found = codeIn(bucket, code);
  const isOthers = found !== null && found.id !== entry.id && found.current;
  const packed = packEntry(entry);
  if ((isOthers && !entry.current) || bucket.get(code) === packed) return false;
  bucket.set(code, packed);
  return true;
}

export function codeIn(bucket: Bucket, code: string): CodeEntry | null {
  const found = bucket.get(code) as string | undefined;
  return found === undefined ? null : unpackEntry(found);
}

/** Says whether the bucket is another than before. */
export function addPage(bucket: Bucket, placeId: string, page: number): boolean {
  const pages = (bucket.get(placeId) ?? []) as readonly number[];
  if (pages.includes(page)) return false;
  bucket.set(placeId, [...pages, page]);
  return true;
}
