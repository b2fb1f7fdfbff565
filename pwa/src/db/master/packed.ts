import { columnAt, type Row } from '../columns';
import type { WriteTx } from '../connection';
import { bucketOf, type CodeEntry } from './buckets';
import { addPage, codeIn, setCode } from './indexing';
import {
  type Bucket,
  type IndexKind,
  type ListTable,
  type MasterSchema,
  PAGE_SIZE,
} from './schema';

const ID = columnAt('asset', 'id');
const PLACE = columnAt('asset', 'place_id');
const CODES = { asset: columnAt('asset', 'codes'), place: columnAt('place', 'codes') };

/**
 * The pages and buckets of one generation while a transaction changes them: read when first
 * needed, written once at the end. An asset keeps its page for the life of the generation, new ones
 * go to the last page; so a code's entry stays true, and a place may name a page too many.
 */
export class Packed {
  private readonly pages = new Map<number, Row[]>();
  private readonly buckets = new Map<string, { kind: IndexKind; number: number; bucket: Bucket }>();
  private readonly lists = new Map<ListTable, Row[]>();

  constructor(
    private readonly tx: WriteTx<MasterSchema>,
    private readonly generation: number,
    private pageCount: number,
    private assetCount: number,
  ) {}

  async putAsset(row: Row): Promise<void> {
    const id = row[ID] as string;
    const owners = await this.bucket('asset', bucketOf(id));
    const known = owners.get(id) as number | undefined;
    const page = known ?? (await this.roomyPage());
    owners.set(id, page);
    await this.placeRow(row, page, known === undefined);
    addPage(await this.bucket('place', 0), row[PLACE] as string, page);
    await this.addCodes(row[CODES.asset] as string[], id, page);
  }

  async deleteAsset(id: string): Promise<void> {
    const owners = await this.bucket('asset', bucketOf(id));
    const page = owners.get(id) as number | undefined;
    if (page === undefined) return;
    const rows = await this.page(page);
    const at = rows.findIndex((row) => row[ID] === id);
    const [gone] = rows.splice(at, 1);
    owners.delete(id);
    this.assetCount -= 1;
    await this.dropCodes((gone?.[CODES.asset] ?? []) as string[], id);
  }

  async putListed(table: ListTable, row: Row): Promise<void> {
    const rows = await this.list(table);
    const at = rows.findIndex((other) => other[ID] === row[ID]);
    const former = at < 0 ? undefined : rows[at];
    if (at < 0) rows.push(row);
    else rows[at] = row;
    if (table !== 'place') return;
    const id = row[ID] as string;
    if (former !== undefined) await this.dropCodes(former[CODES.place] as string[], id);
    await this.addCodes(row[CODES.place] as string[], id, null);
  }

  async deleteListed(table: ListTable, id: string): Promise<void> {
    const rows = await this.list(table);
    const at = rows.findIndex((row) => row[ID] === id);
    if (at < 0) return;
    const [gone] = rows.splice(at, 1);
    if (table === 'place') await this.dropCodes((gone?.[CODES.place] ?? []) as string[], id);
  }

  /** Writes what was changed; gives the new counts. */
  async flush(): Promise<{ pages: number; assets: number }> {
    const { generation, tx } = this;
    await Promise.all([
      ...[...this.pages].map(([page, rows]) =>
        tx.objectStore('pages').put(rows, [generation, page]),
      ),
      ...[...this.buckets.values()].map(({ kind, number, bucket }) =>
        tx.objectStore('index').put(bucket, [generation, kind, number]),
      ),
      ...[...this.lists].map(([table, rows]) =>
        tx.objectStore('lists').put(rows, [generation, table]),
      ),
    ]);
    return { pages: this.pageCount, assets: this.assetCount };
  }

  private async placeRow(row: Row, page: number, isNew: boolean): Promise<void> {
    const rows = await this.page(page);
    const at = isNew ? -1 : rows.findIndex((other) => other[ID] === row[ID]);
    const former = rows[at];
    if (former === undefined) {
      rows.push(row);
      this.assetCount += 1;
      return;
    }
    rows[at] = row;
    await this.dropCodes(former[CODES.asset] as string[], row[ID] as string);
  }

  private async roomyPage(): Promise<number> {
    const last = this.pageCount - 1;
    if (last >= 0 && (await this.page(last)).length < PAGE_SIZE) return last;
    this.pages.set(this.pageCount, []);
    this.pageCount += 1;
    return this.pageCount - 1;
  }

  private async addCodes(
    codes: readonly string[],
    id: string,
    page: CodeEntry['page'],
  ): Promise<void> {
    for (const [at, code] of codes.entries()) {
      const bucket = await this.bucket('code', bucketOf(code));
      setCode(bucket, code, { id, page, current: at === 0 });
    }
  }

  private async dropCodes(codes: readonly string[], owner: string): Promise<void> {
    for (const code of codes) {
      const bucket = await this.bucket('code', bucketOf(code));
      if (codeIn(bucket, code)?.id === owner) bucket.delete(code);
    }
  }

  private async page(page: number): Promise<Row[]> {
    const known = this.pages.get(page);
    if (known !== undefined) return known;
    const rows = [...((await this.tx.objectStore('pages').get([this.generation, page])) ?? [])];
    this.pages.set(page, rows);
    return rows;
  }

  private async bucket(kind: IndexKind, number: number): Promise<Bucket> {
    const key = `${kind}${number}`;
    const known = this.buckets.get(key);
    if (known !== undefined) return known.bucket;
    const stored = await this.tx.objectStore('index').get([this.generation, kind, number]);
    const bucket: Bucket = stored ?? new Map();
    this.buckets.set(key, { kind, number, bucket });
    return bucket;
  }

  private async list(table: ListTable): Promise<Row[]> {
    const known = this.lists.get(table);
    if (known !== undefined) return known;
    const rows = [...((await this.tx.objectStore('lists').get([this.generation, table])) ?? [])];
    this.lists.set(table, rows);
    return rows;
  }
}
