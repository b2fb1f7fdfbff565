import { columnAt, type Row } from '../columns';
import type { WriteTx } from '../connection';
import { type MasterSchema, STORED_PAGE_SIZE } from './schema';

const ID = columnAt('asset', 'id');

/** The pages of a generation that a transaction reads and changes. */
export class OpenedPages {
  private readonly opened = new Map<number, Promise<Row[]>>();
  private readonly different = new Set<number>();

  constructor(
    private readonly tx: WriteTx<MasterSchema>,
    private readonly generation: number,
    private total: number,
  ) {}

  get count(): number {
    return this.total;
  }

  /** Those that became different. */
  get changed(): readonly number[] {
    return [...this.different];
  }

  async expect(pages: readonly (number | undefined)[]): Promise<void> {
    await Promise.all(pages.map((page) => (page === undefined ? null : this.rows(page))));
  }

  /** A page with room for one more. */
  async roomy(): Promise<number> {
    const last = this.total - 1;
    if (last >= 0 && (await this.rows(last)).length < STORED_PAGE_SIZE) return last;
    this.opened.set(this.total, Promise.resolve([]));
    this.total += 1;
    return this.total - 1;
  }

  /** Puts a row in the place of the one with its id, which it gives, or at the end. */
  async put(page: number, row: Row): Promise<Row | null> {
    const rows = await this.rows(page);
    this.different.add(page);
    const at = rows.findIndex((other) => other[ID] === row[ID]);
    const former = rows[at] ?? null;
    if (former === null) rows.push(row);
    else rows[at] = row;
    return former;
  }

  async remove(page: number, id: string): Promise<Row | null> {
    const rows = await this.rows(page);
    const at = rows.findIndex((row) => row[ID] === id);
    if (at < 0) return null;
    this.different.add(page);
    return rows.splice(at, 1)[0] ?? null;
  }

  async flush(): Promise<void> {
    const store = this.tx.objectStore('pages');
    await Promise.all(
      this.changed.map(async (page) => store.put(await this.rows(page), [this.generation, page])),
    );
  }

  private rows(page: number): Promise<Row[]> {
    const rows = this.opened.get(page) ?? this.read(page);
    this.opened.set(page, rows);
    return rows;
  }

  private async read(page: number): Promise<Row[]> {
    return [...((await this.tx.objectStore('pages').get([this.generation, page])) ?? [])];
  }
}
