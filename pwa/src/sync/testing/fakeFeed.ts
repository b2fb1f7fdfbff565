import { COLUMNS, columnAt, type Row, type Table } from '../../db/columns';
import { json, problem, stream } from './answers';

interface Stamped {
  readonly rev: number;
  readonly row: Row | null;
}

const PAGE = 256;
const ORDER: readonly Table[] = [
  'asset',
  'checklist',
  'count_sheet',
  'kind',
  'person',
  'place',
  'route',
  'school_year',
  'stocktake',
];
const LINES: readonly [string, Table][] = [
  ['places', 'place'],
  ['kinds', 'kind'],
  ['people', 'person'],
  ['checklists', 'checklist'],
  ['routes', 'route'],
  ['school_years', 'school_year'],
];
const at = (field: 'place_id' | 'id') => columnAt('asset', field);
const CODES = columnAt('asset', 'codes');

/** The school's rows and how they go down: the feed and the snapshot of the wire. */
export class FakeFeed {
  epoch = 'e1';
  scopeHash = 's1';
  /** Cursors below are expired. */
  floor = 0;
  changesLimit = 1000;
  tooOldForPull = false;
  protected rev = 0;
  private readonly tables = new Map<Table, Map<string, Stamped>>(ORDER.map((t) => [t, new Map()]));

  put(table: Table, ...rows: Row[]): void {
    this.rev += 1;
    for (const row of rows) {
      const stamped = [row[0], this.rev, ...row.slice(2)];
      this.rowsOf(table).set(row[0] as string, { rev: this.rev, row: stamped });
    }
  }

  remove(table: Table, id: string): void {
    this.rev += 1;
    this.rowsOf(table).set(id, { rev: this.rev, row: null });
  }

  /** From now on the code leads to this asset alone, or nowhere; the revision is the caller's. */
  protected moveCode(code: string, assetId: string | null): void {
    for (const row of this.live('asset')) {
      const former = row[CODES] as readonly string[];
      const others = former.filter((other) => other !== code);
      const codes = row[0] === assetId ? [code, ...others] : others;
      if (codes.join() === former.join()) continue;
      const next = row.map((value, column) => (column === CODES ? codes : value));
      this.rowsOf('asset').set(row[0] as string, { rev: this.rev, row: next });
    }
  }

  live(table: Table): Row[] {
    return [...this.rowsOf(table).values()].flatMap(({ row }) => (row === null ? [] : [row]));
  }

  protected rowsOf(table: Table): Map<string, Stamped> {
    const rows = this.tables.get(table);
    if (rows === undefined) throw new RangeError(table);
    return rows;
  }

  protected changes(query: URLSearchParams): Response {
    if (this.tooOldForPull) return problem(426, 'app_too_old');
    const [epoch, scope, from, high] = (query.get('cursor') ?? '').split('|');
    const since = Number(from);
    const stale = epoch !== this.epoch || scope !== this.scopeHash || since < this.floor;
    if (stale) return problem(410, 'cursor_expired');
    const top = high ? Number(high) : this.rev;
    const all = ORDER.flatMap((t) => this.changed(t, since, top)).sort((a, b) => a.rev - b.rev);
    const limit = Math.min(Number(query.get('limit')), this.changesLimit);
    // Rows of one revision stay together here; the real cursor also names table and id.
    const last = all[Math.min(limit, all.length) - 1]?.rev ?? top;
    const page = all.filter(({ rev }) => rev <= last);
    const more = page.length < all.length;
    return json({
      ...this.identity(),
      high_water: top,
      columns: COLUMNS,
      rows: page.map(({ line }) => line),
      cursor: more ? this.cursor(last, top) : this.cursor(top, null),
      more,
    });
  }

  private changed(t: Table, since: number, top: number) {
    return [...this.rowsOf(t)]
      .filter(([, { rev }]) => rev > since && rev <= top)
      .map(([id, { rev, row }]) => ({
        rev,
        line: row === null ? { t, op: 'delete', id } : { t, op: 'put', row },
      }));
  }

  private identity() {
    return { epoch: this.epoch, scope_hash: this.scopeHash };
  }

  private cursor(rev: number, top: number | null): string {
    return [this.epoch, this.scopeHash, rev, top ?? ''].join('|');
  }

  protected snapshot(query: URLSearchParams): Response {
    const after = query.get('after');
    const asOf = after === null ? this.rev : Number(query.get('as_of'));
    if (asOf < this.floor) return problem(410, 'snapshot_expired');
    const assets = this.live('asset').sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    const head = {
      t: 'head',
      ...this.identity(),
      as_of: asOf,
      assets: assets.length,
      columns: COLUMNS,
    };
    const lists = LINES.map(([t, table]) => ({ t, rows: this.live(table) }));
    const rest = after === null ? assets : assets.filter((row) => keyOf(row) > after);
    const end = { t: 'end', cursor: this.cursor(asOf, null) };
    const first = after === null ? [...lists, ...this.counts()] : [];
    return stream([head, ...first, ...pagesOf(rest), end]);
  }

  /** A sheet a line, so that several are put together. */
  private counts(): object[] {
    const stocktakes = this.live('stocktake').map((row) => ({ t: 'stocktakes', rows: [row] }));
    const sheets = this.live('count_sheet').map((row) => ({ t: 'count_sheets', rows: [row] }));
    return [...stocktakes, ...sheets];
  }
}

function keyOf(row: Row): string {
  return `${row[at('place_id')]}/${row[at('id')]}`;
}

function pagesOf(rows: readonly Row[]): object[] {
  const pages: object[] = [];
  for (let from = 0; from < rows.length; from += PAGE) {
    const page = rows.slice(from, from + PAGE);
    pages.push({ t: 'page', key: keyOf(page[page.length - 1] ?? []), rows: page });
  }
  return pages;
}
