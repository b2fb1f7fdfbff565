import { type Thing as FactThing, isSameThing } from '../../domain/facts';
import {
  type Checklist,
  type CountSheet,
  columnAt,
  fromRow,
  type Kind,
  type Person,
  type Place,
  type Route,
  type Row,
  type RowTypes,
  type SchoolYear,
  type SheetHead,
  type Stocktake,
} from '../columns';
import type { ReadTx } from '../connection';
import type { Overlays } from '../outbox/types';
import { bucketOf, unpackEntry } from './buckets';
import { bucketsOf } from './generation';
import { metaIn, readMeta } from './meta';
import { overlaid } from './overlaid';
import { ofAsset, ofPlace, overlaidCodes } from './overlaidCodes';
import { PlaceTree } from './places';
import { broughtUpToDate, listOf, type Remembered, withRows } from './remembered';
import type { IndexKind, ListTable, Master, MasterSchema } from './schema';
import { wordsOf } from './search';
import { sheetIn } from './sheets';
import type { Around, AssetView, Counts, MasterMeta, Register, SearchResult, Thing } from './types';

const ID = columnAt('asset', 'id');
const PLACE = columnAt('asset', 'place_id');
const DEFAULT_LIMIT = 50;

type Tx = ReadTx<MasterSchema>;

/** A thing and its row in the register. */
type Hit = { readonly thing: FactThing; readonly row: Row };

export class MasterRegister implements Register {
  private remembered: Remembered | null = null;
  private lastRev: number | null = null;
  private readonly collator = new Intl.Collator('zh', { numeric: true });

  /** `overlaysAt(rev)` gives the phone's own facts that a register at `rev` does not show. */
  constructor(
    private readonly master: Master,
    private readonly overlaysAt: (rev: number) => Promise<Overlays>,
  ) {}

  meta(): Promise<MasterMeta | null> {
    return readMeta(this.master);
  }

  async findByCode(code: string): Promise<Thing | null> {
    const found = await this.withOverlays((tx, meta) => hitOf(tx, meta, code));
    if (found === null) return null;
    const { result: hit, overlays } = found;
    const label = overlays.labels.get(code);
    if (label?.stands) return this.thingWith(code, label.thing, overlays);
    if (hit === null || (label !== undefined && isSameThing(label.thing, hit.thing))) return null;
    return shown(code, hit, overlays);
  }

  async asset(id: string): Promise<AssetView | null> {
    const found = await this.withOverlays((tx, meta) => assetIn(tx, meta, id));
    return found?.result === undefined ? null : overlaid(found.result, found.overlays);
  }

  async assetsInPlace(placeId: string, descendants = false): Promise<readonly AssetView[]> {
    const found = await this.inTx(async (tx, meta) => {
      const wanted = descendants
        ? (await this.upToDate(tx, meta)).tree.within(placeId)
        : new Set([placeId]);
      const numbers = await pagesOfPlaces(tx, meta, wanted);
      const pages = await Promise.all(
        numbers.map((page) => tx.objectStore('pages').get([meta.generation, page])),
      );
      const rows = pages.flatMap((page) => page ?? []);
      return { meta, rows: rows.filter((row) => wanted.has(row[PLACE] as string)) };
    });
    if (found === null) return [];
    const overlays = await this.overlaysAt(found.meta.rev);
    return found.rows.map((row) => overlaid(row, overlays)).sort((a, b) => this.compare(a, b));
  }

  async search(query: string, limit: number = DEFAULT_LIMIT): Promise<SearchResult> {
    const words = wordsOf(query);
    const looked = await this.inTx(async (tx, meta) => {
      const known = await withRows(tx, await this.upToDate(tx, meta));
      this.remembered = known;
      return { meta, hits: hitsIn(known, words, limit + 1) };
    });
    if (looked === null) return { assets: [], more: false };
    const overlays = await this.overlaysAt(looked.meta.rev);
    const assets = looked.hits.slice(0, limit).map((row) => overlaid(row, overlays));
    return { assets, more: looked.hits.length > limit };
  }

  async places(): Promise<readonly Place[]> {
    return (await this.tree()).all;
  }

  kinds(): Promise<readonly Kind[]> {
    return this.listed('kind');
  }

  people(): Promise<readonly Person[]> {
    return this.listed('person');
  }

  checklists(): Promise<readonly Checklist[]> {
    return this.listed('checklist');
  }

  routes(): Promise<readonly Route[]> {
    return this.listed('route');
  }

  schoolYears(): Promise<readonly SchoolYear[]> {
    return this.listed('school_year');
  }

  stocktakes(): Promise<readonly Stocktake[]> {
    return this.listed('stocktake');
  }

  sheets(): Promise<readonly SheetHead[]> {
    return this.listed('count_sheet');
  }

  sheet(id: string): Promise<CountSheet | null> {
    return this.inTx((tx, { generation }) => sheetIn(tx, generation, id));
  }

  async placePath(placeId: string): Promise<readonly Place[]> {
    return (await this.tree()).path(placeId);
  }

  async around(): Promise<Around> {
    const around = await this.inTx(async (tx, meta) => {
      const known = await this.upToDate(tx, meta);
      const [kinds, people, checklists] = await Promise.all([
        listOf(tx, known, 'kind'),
        listOf(tx, known, 'person'),
        listOf(tx, known, 'checklist'),
      ]);
      return { kinds, people, checklists, path: (id: string) => known.tree.path(id) };
    });
    return around ?? { kinds: [], people: [], checklists: [], path: () => [] };
  }

  async counts(): Promise<Counts> {
    const meta = await this.meta();
    return { assets: meta?.assets ?? 0, places: (await this.places()).length };
  }

  close(): void {
    this.remembered = null;
    this.master.close();
  }

  /** What a label was stuck on here; null when the register has lost it since. */
  private async thingWith(
    code: string,
    thing: FactThing,
    overlays: Overlays,
  ): Promise<Thing | null> {
    const { asset_id, place_id } = thing;
    const row = await this.inTx((tx, meta) =>
      asset_id === null ? placeIn(tx, meta, place_id ?? '') : assetIn(tx, meta, asset_id),
    );
    return row ? shown(code, { thing, row }, overlays) : null;
  }

  private compare(a: AssetView, b: AssetView): number {
    return this.collator.compare(a.name, b.name) || this.collator.compare(a.id, b.id);
  }

  private async tree(): Promise<PlaceTree> {
    const known = await this.inTx((tx, meta) => this.upToDate(tx, meta));
    return known?.tree ?? new PlaceTree([]);
  }

  private async listed<T extends ListTable>(table: T): Promise<readonly RowTypes[T][]> {
    const list = await this.inTx(async (tx, meta) =>
      listOf(tx, await this.upToDate(tx, meta), table),
    );
    return list ?? [];
  }

  /**
   * A look at the current generation, and the overlays that belong to it. They are asked for at
   * the same time: mostly the revision is still the one of the last look.
   */
  private async withOverlays<R>(
    work: (tx: Tx, meta: MasterMeta) => Promise<R>,
  ): Promise<{ readonly result: R; readonly overlays: Overlays } | null> {
    const { lastRev } = this;
    const early = lastRev === null ? null : this.overlaysAt(lastRev);
    early?.catch(() => undefined);
    const found = await this.inTx(async (tx, meta) => ({
      result: await work(tx, meta),
      rev: meta.rev,
    }));
    if (found === null) return null;
    this.lastRev = found.rev;
    const isSame = early !== null && found.rev === lastRev;
    return { result: found.result, overlays: await (isSame ? early : this.overlaysAt(found.rev)) };
  }

  /** One consistent look at the current generation; null before the school was taken along. */
  private inTx<R>(work: (tx: Tx, meta: MasterMeta) => Promise<R>): Promise<R | null> {
    return this.master.read(['meta', 'pages', 'index', 'lists'], async (tx) => {
      const meta = await metaIn(tx);
      return meta === null ? null : work(tx, meta);
    });
  }

  private async upToDate(tx: Tx, meta: MasterMeta): Promise<Remembered> {
    this.remembered = await broughtUpToDate(tx, meta, this.remembered);
    return this.remembered;
  }
}

async function bucketEntry(
  tx: Tx,
  meta: MasterMeta,
  kind: IndexKind,
  key: string,
): Promise<unknown> {
  const bucket = await tx
    .objectStore('index')
    .get([meta.generation, kind, bucketOf(key, meta.buckets)]);
  return bucket?.get(key);
}

/** What the register says a code leads to. */
async function hitOf(tx: Tx, meta: MasterMeta, code: string): Promise<Hit | null> {
  const packed = await bucketEntry(tx, meta, 'code', code);
  if (packed === undefined) return null;
  const { id, page } = unpackEntry(packed as string);
  const isPlace = page === null;
  const row = isPlace ? await placeIn(tx, meta, id) : await rowIn(tx, meta, page, id);
  return row === undefined ? null : { thing: isPlace ? ofPlace(id) : ofAsset(id), row };
}

/** A code is replaced when another of the same thing was bound after it. */
function shown(code: string, { thing, row }: Hit, overlays: Overlays): Thing {
  if (thing.place_id === null) {
    const asset = overlaid(row, overlays);
    return { thing: 'asset', asset, replaced_code: asset.codes[0] !== code };
  }
  const known = fromRow('place', row);
  const place = { ...known, codes: overlaidCodes(thing, known.codes, overlays.labels) };
  return { thing: 'place', place, replaced_code: place.codes[0] !== code };
}

async function assetIn(tx: Tx, meta: MasterMeta, id: string): Promise<Row | undefined> {
  const page = (await bucketEntry(tx, meta, 'asset', id)) as number | undefined;
  return page === undefined ? undefined : rowIn(tx, meta, page, id);
}

async function placeIn(tx: Tx, meta: MasterMeta, id: string): Promise<Row | undefined> {
  return (await listIn(tx, meta, 'place')).find((row) => row[ID] === id);
}

async function rowIn(tx: Tx, meta: MasterMeta, page: number, id: string): Promise<Row | undefined> {
  const rows = await tx.objectStore('pages').get([meta.generation, page]);
  return rows?.find((row) => row[ID] === id);
}

async function listIn(tx: Tx, meta: MasterMeta, table: ListTable): Promise<readonly Row[]> {
  return (await tx.objectStore('lists').get([meta.generation, table])) ?? [];
}

/** The pages that may hold things of these places. */
async function pagesOfPlaces(
  tx: Tx,
  { generation, buckets }: MasterMeta,
  places: ReadonlySet<string>,
): Promise<readonly number[]> {
  const store = tx.objectStore('index');
  const [first] = places;
  const read =
    places.size === 1 && first !== undefined
      ? [await store.get([generation, 'place', bucketOf(first, buckets)])]
      : await store.getAll(bucketsOf(generation, 'place'));
  const pages = new Set<number>();
  for (const bucket of read) {
    for (const [place, numbers] of bucket ?? []) {
      if (places.has(place)) for (const page of numbers as readonly number[]) pages.add(page);
    }
  }
  return [...pages];
}

/** The first rows, at most `limit`, in which all words are found. */
function hitsIn({ pages }: Remembered, words: readonly string[], limit: number): readonly Row[] {
  const hits: Row[] = [];
  for (const entries of pages?.values() ?? []) {
    for (const { row, text } of entries) {
      if (hits.length >= limit) return hits;
      if (words.every((word) => text.includes(word))) hits.push(row);
    }
  }
  return hits;
}
