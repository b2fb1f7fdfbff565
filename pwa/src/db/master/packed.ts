import { columnAt, type Row } from '../columns';
import type { WriteTx } from '../connection';
import { OpenedIndex } from './openedIndex';
import { OpenedPages } from './openedPages';
import { LISTS_APART, type ListTable, type MasterSchema } from './schema';
import { deleteSheet, headOf, putSheet } from './sheets';
import type { Change } from './types';

const ID = columnAt('asset', 'id');
const PLACE = columnAt('asset', 'place_id');
const CODES = { asset: columnAt('asset', 'codes'), place: columnAt('place', 'codes') };
const NONE: readonly string[] = [];

/** A generation and how much it holds. */
export interface Size {
  readonly generation: number;
  readonly pages: number;
  readonly assets: number;
  readonly buckets: number;
}

/**
 * One generation while a transaction changes it: read is what the changes are about, written once
 * at the end what became different. An asset keeps its page for the life of the generation, new
 * ones go to the last page; so a code's entry stays true, and a place may name a page too many.
 */
export class Packed {
  private readonly pages: OpenedPages;
  private readonly index: OpenedIndex;
  private readonly lists = new Map<ListTable, Row[]>();
  private assetCount: number;

  constructor(
    private readonly tx: WriteTx<MasterSchema>,
    private readonly size: Size,
  ) {
    this.pages = new OpenedPages(tx, size.generation, size.pages);
    this.index = new OpenedIndex(tx, size.generation, size.buckets);
    this.assetCount = size.assets;
  }

  get counts(): { pages: number; assets: number } {
    return { pages: this.pages.count, assets: this.assetCount };
  }

  /**
   * The pages that became different; null when a list did: names of places stand in all pages.
   * Lists that change all day while rooms are counted stand apart.
   */
  get touched(): readonly number[] | null {
    const isWhole = [...this.lists.keys()].some((table) => !LISTS_APART.has(table));
    return isWhole ? null : this.pages.changed;
  }

  /** Reads at once what these changes need: one after the other would take many times as long. */
  async expect(changes: readonly Change[]): Promise<void> {
    const ofAssets = changes.filter(({ t }) => t === 'asset');
    const pages = await Promise.all(
      ofAssets.map((one) => this.index.pageOf(one.op === 'put' ? (one.row[ID] as string) : one.id)),
    );
    const codes = ofAssets.flatMap((one) => (one.op === 'put' ? codesOf(one.row) : NONE));
    await Promise.all([this.index.expectCodes(codes), this.pages.expect(pages)]);
  }

  async putAsset(row: Row): Promise<void> {
    const id = row[ID] as string;
    const known = await this.index.pageOf(id);
    const page = known ?? (await this.pages.roomy());
    if (known === undefined) await this.index.setPage(id, page);
    const former = await this.pages.put(page, row);
    if (former === null) this.assetCount += 1;
    // Entries of places are never taken back, so that of a thing which stays is there.
    if (former?.[PLACE] !== row[PLACE]) await this.index.addPlace(row[PLACE] as string, page);
    await this.replaceCodes(id, page, codesOf(former), codesOf(row));
  }

  async deleteAsset(id: string): Promise<void> {
    const page = await this.index.pageOf(id);
    if (page === undefined) return;
    const gone = await this.pages.remove(page, id);
    await this.index.dropPage(id);
    this.assetCount -= 1;
    await this.index.dropCodes(codesOf(gone), id);
  }

  async putListed(table: ListTable, row: Row): Promise<void> {
    const rows = await this.list(table);
    const at = rows.findIndex((other) => other[ID] === row[ID]);
    const former = rows[at] ?? null;
    if (former === null) rows.push(row);
    else rows[at] = row;
    if (table !== 'place') return;
    await this.replaceCodes(row[ID] as string, null, placeCodesOf(former), placeCodesOf(row));
  }

  async putSheet(row: Row): Promise<void> {
    await putSheet(this.tx, this.size.generation, row);
    await this.putListed('count_sheet', headOf(row));
  }

  async deleteListed(table: ListTable, id: string): Promise<void> {
    const rows = await this.list(table);
    const at = rows.findIndex((row) => row[ID] === id);
    if (at < 0) return;
    const [gone] = rows.splice(at, 1);
    if (table === 'count_sheet') await deleteSheet(this.tx, this.size.generation, id);
    if (table === 'place') await this.index.dropCodes(placeCodesOf(gone ?? null), id);
  }

  /** Writes what became different. */
  async flush(): Promise<void> {
    const { generation } = this.size;
    const lists = [...this.lists].map(([table, rows]) =>
      this.tx.objectStore('lists').put(rows, [generation, table]),
    );
    await Promise.all([this.pages.flush(), this.index.flush(), ...lists]);
  }

  /** Codes that stay are set too: meanwhile they may have led to another thing. */
  private async replaceCodes(
    id: string,
    page: number | null,
    former: readonly string[],
    codes: readonly string[],
  ): Promise<void> {
    const dropped = former.filter((code) => !codes.includes(code));
    await this.index.dropCodes(dropped, id);
    await this.index.setCodes(codes, id, page);
  }

  private async list(table: ListTable): Promise<Row[]> {
    const known = this.lists.get(table);
    if (known !== undefined) return known;
    const stored = await this.tx.objectStore('lists').get([this.size.generation, table]);
    const rows = [...(stored ?? [])];
    this.lists.set(table, rows);
    return rows;
  }
}

function codesOf(asset: Row | null): readonly string[] {
  return (asset?.[CODES.asset] ?? NONE) as readonly string[];
}

function placeCodesOf(place: Row | null): readonly string[] {
  return (place?.[CODES.place] ?? NONE) as readonly string[];
}
