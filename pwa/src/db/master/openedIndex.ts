import type { WriteTx } from '../connection';
import { bucketOf, type CodeEntry } from './buckets';
import { addPage, codeIn, setCode } from './indexing';
import type { Bucket, IndexKind, MasterSchema } from './schema';

interface Opened {
  readonly kind: IndexKind;
  readonly number: number;
  readonly bucket: Bucket;
}

/** The index of a generation as far as a transaction reads and changes it. */
export class OpenedIndex {
  private readonly opened = new Map<string, Promise<Opened>>();
  private readonly different = new Set<Opened>();

  constructor(
    private readonly tx: WriteTx<MasterSchema>,
    private readonly generation: number,
    private readonly count: number,
  ) {}

  async expectCodes(codes: readonly string[]): Promise<void> {
    await Promise.all(codes.map((code) => this.open('code', code)));
  }

  /** Where an asset lies; undefined when it is not here. */
  async pageOf(id: string): Promise<number | undefined> {
    const { bucket } = await this.open('asset', id);
    return bucket.get(id) as number | undefined;
  }

  setPage(id: string, page: number): Promise<void> {
    return this.change('asset', id, (bucket) => {
      bucket.set(id, page);
      return true;
    });
  }

  dropPage(id: string): Promise<void> {
    return this.change('asset', id, (bucket) => bucket.delete(id));
  }

  addPlace(placeId: string, page: number): Promise<void> {
    return this.change('place', placeId, (bucket) => addPage(bucket, placeId, page));
  }

  async setCodes(codes: readonly string[], id: string, page: CodeEntry['page']): Promise<void> {
    for (const [at, code] of codes.entries()) {
      const entry = { id, page, current: at === 0 };
      await this.change('code', code, (bucket) => setCode(bucket, code, entry));
    }
  }

  /** Takes back those that lead to their owner. */
  async dropCodes(codes: readonly string[], owner: string): Promise<void> {
    for (const code of codes) {
      await this.change(
        'code',
        code,
        (bucket) => codeIn(bucket, code)?.id === owner && bucket.delete(code),
      );
    }
  }

  async flush(): Promise<void> {
    const store = this.tx.objectStore('index');
    await Promise.all(
      [...this.different].map(({ kind, number, bucket }) =>
        store.put(bucket, [this.generation, kind, number]),
      ),
    );
  }

  /** `work` says whether the bucket is another than before. */
  private async change(
    kind: IndexKind,
    key: string,
    work: (bucket: Bucket) => boolean,
  ): Promise<void> {
    const opened = await this.open(kind, key);
    if (work(opened.bucket)) this.different.add(opened);
  }

  private open(kind: IndexKind, key: string): Promise<Opened> {
    const number = bucketOf(key, this.count);
    const name = `${kind}${number}`;
    const opened = this.opened.get(name) ?? this.read(kind, number);
    this.opened.set(name, opened);
    return opened;
  }

  private async read(kind: IndexKind, number: number): Promise<Opened> {
    const stored = await this.tx.objectStore('index').get([this.generation, kind, number]);
    return { kind, number, bucket: stored ?? new Map() };
  }
}
