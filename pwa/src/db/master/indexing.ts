import { columnAt, type Row } from '../columns';
import type { WriteTx } from '../connection';
import { bucketOf, type CodeEntry, packEntry, unpackEntry } from './buckets';
import { pagesOf } from './generation';
import type { Bucket, IndexKind, MasterSchema } from './schema';

const ID = columnAt('asset', 'id');
const PLACE = columnAt('asset', 'place_id');
const ASSET_CODES = columnAt('asset', 'codes');
const PLACE_CODES = columnAt('place', 'codes');

type Index = Map<IndexKind, Map<number, Bucket>>;

/**
 * Writes all buckets of a generation from its pages and its places; gives the number of assets. A
 * snapshot that was cut and resumed may bring a thing twice, at its old place and at its new one:
 * the first stays, for the changes will bring its present state. `known` saves reading the pages.
 */
export async function buildIndex(
  tx: WriteTx<MasterSchema>,
  generation: number,
  known: readonly (readonly Row[])[] | null,
): Promise<number> {
  const pages = known ?? (await tx.objectStore('pages').getAll(pagesOf(generation)));
  const places = (await tx.objectStore('lists').get([generation, 'place'])) ?? [];
  const index: Index = new Map();
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
  const puts = [...index].flatMap(([kind, buckets]) =>
    [...buckets].map(([number, bucket]) => store.put(bucket, [generation, kind, number])),
  );
  await Promise.all(puts);
}

function bucketIn(index: Index, kind: IndexKind, number: number): Bucket {
  const buckets = index.get(kind) ?? new Map<number, Bucket>();
  index.set(kind, buckets);
  const bucket: Bucket = buckets.get(number) ?? new Map();
  buckets.set(number, bucket);
  return bucket;
}

function indexAsset(index: Index, row: Row, page: number): void {
  const id = row[ID] as string;
  bucketIn(index, 'asset', bucketOf(id)).set(id, page);
  addPage(bucketIn(index, 'place', 0), row[PLACE] as string, page);
  (row[ASSET_CODES] as readonly string[]).forEach((code, at) => {
    setCode(bucketIn(index, 'code', bucketOf(code)), code, { id, page, current: at === 0 });
  });
}

function indexPlace(index: Index, row: Row): void {
  const id = row[ID] as string;
  (row[PLACE_CODES] as readonly string[]).forEach((code, at) => {
    const entry = { id, page: null, current: at === 0 };
    setCode(bucketIn(index, 'code', bucketOf(code)), code, entry);
  });
}

/** A code that one thing carries now and another carried before leads to the one that carries it. */
export function setCode(bucket: Bucket, code: string, entry: CodeEntry): void {
  const found = codeIn(bucket, code);
  const isOthers = found !== null && found.id !== entry.id && found.current;
  if (isOthers && !entry.current) return;
  bucket.set(code, packEntry(entry));
}

export function codeIn(bucket: Bucket, code: string): CodeEntry | null {
  const found = bucket.get(code) as string | undefined;
  return found === undefined ? null : unpackEntry(found);
}

export function addPage(bucket: Bucket, placeId: string, page: number): void {
  const pages = (bucket.get(placeId) ?? []) as readonly number[];
  if (!pages.includes(page)) bucket.set(placeId, [...pages, page]);
}
