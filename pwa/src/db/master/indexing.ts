import { columnAt, type Row } from '../columns';
import type { WriteTx } from '../connection';
import { bucketOf, type CodeEntry, packEntry, unpackEntry } from './buckets';
import { pagesOf } from './generation';
import type { Bucket, IndexKind, MasterSchema } from './schema';

const ID = columnAt('asset', 'id');
const PLACE = columnAt('asset', 'place_id');
const ASSET_CODES = columnAt('asset', 'codes');
const PLACE_ID = columnAt('place', 'id');
const PLACE_CODES = columnAt('place', 'codes');

/** The buckets of one generation, built page by page in the order of the pages. */
export class GenerationIndex {
  private readonly kinds = new Map<IndexKind, Map<number, Bucket>>();
  private readonly seen = new Set<unknown>();

  /** `count`: how many buckets there are of each kind. */
  constructor(readonly count: number) {}

  /** How many assets it leads to. */
  get assets(): number {
    return this.seen.size;
  }

  /**
   * Adds a page; gives those of its rows that no page before has. A snapshot that was cut and
   * resumed may bring a thing twice, at its old place and at its new one: the first stays, for the
   * changes will bring its present state.
   */
  add(page: number, rows: readonly Row[]): readonly Row[] {
    const fresh = rows.filter((row) => !this.seen.has(row[ID]));
    for (const row of fresh) {
      this.seen.add(row[ID]);
      this.addAsset(row, page);
    }
    return fresh;
  }

  addPlace(row: Row): void {
    const id = row[PLACE_ID] as string;
    (row[PLACE_CODES] as readonly string[]).forEach((code, at) => {
      setCode(this.bucket('code', code), code, { id, page: null, current: at === 0 });
    });
  }

  async put(tx: WriteTx<MasterSchema>, generation: number): Promise<void> {
    const store = tx.objectStore('index');
    const puts = [...this.kinds].flatMap(([kind, buckets]) =>
      [...buckets].map(([number, bucket]) => store.put(bucket, [generation, kind, number])),
    );
    await Promise.all(puts);
  }

  private addAsset(row: Row, page: number): void {
    const id = row[ID] as string;
    const place = row[PLACE] as string;
    this.bucket('asset', id).set(id, page);
    addPage(this.bucket('place', place), place, page);
    (row[ASSET_CODES] as readonly string[]).forEach((code, at) => {
      setCode(this.bucket('code', code), code, { id, page, current: at === 0 });
    });
  }

  private bucket(kind: IndexKind, key: string): Bucket {
    const number = bucketOf(key, this.count);
    const buckets = this.kinds.get(kind) ?? new Map<number, Bucket>();
    this.kinds.set(kind, buckets);
    const bucket: Bucket = buckets.get(number) ?? new Map();
    buckets.set(number, bucket);
    return bucket;
  }
}

/** The index of stored pages. A page that repeats what an earlier one has is put back without. */
export async function indexOfPages(
  tx: WriteTx<MasterSchema>,
  generation: number,
  count: number,
): Promise<GenerationIndex> {
  const index = new GenerationIndex(count);
  const store = tx.objectStore('pages');
  for (const [page, rows] of (await store.getAll(pagesOf(generation))).entries()) {
    const fresh = index.add(page, rows);
    if (fresh.length < rows.length) await store.put(fresh, [generation, page]);
  }
  return index;
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
