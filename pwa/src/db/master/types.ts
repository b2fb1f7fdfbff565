import type {
  Asset,
  Checklist,
  CountSheet,
  Kind,
  Person,
  Place,
  Route,
  Row,
  SchoolYear,
  SheetHead,
  Stocktake,
  Table,
} from '../columns';

/** What the register's current generation is. */
export interface MasterMeta {
  readonly generation: number;
  readonly epoch: string;
  readonly scope_hash: string;
  /** Opaque; the feed goes on from here. */
  readonly cursor: string;
  /** Everything of the school up to this revision is shown. */
  readonly rev: number;
  /** When it was last brought up to date, by the phone's clock (ms). */
  readonly taken_at: number;
  readonly pages: number;
  readonly assets: number;
  /** How many buckets of each kind its index has. */
  readonly buckets: number;
  /** Differs after every change of rows; lets readers keep what they have read. */
  readonly stamp: number;
}

/** The generation being filled while the current one stays readable. */
export interface Staging {
  readonly generation: number;
  readonly epoch: string;
  readonly scope_hash: string;
  readonly as_of: number;
  /** The last stored page's key; null before the first. */
  readonly after: string | null;
  readonly pages: number;
  readonly assets: number;
  /** How many buckets of each kind its index has. */
  readonly buckets: number;
  /** Set once the snapshot is whole: then only changes are missing. */
  readonly cursor: string | null;
}

/** Which pages of the current generation changed last at which stamp. */
export interface Touched {
  readonly generation: number;
  /** A reader that has read at this stamp or later finds here all that changed since. */
  readonly since: number;
  readonly pages: ReadonlyMap<number, number>;
}

export type Change =
  | { readonly t: Table; readonly op: 'put'; readonly row: Row }
  | { readonly t: Table; readonly op: 'delete' | 'gone'; readonly id: string };

/** An asset with this phone's own facts laid over it. */
export interface AssetView extends Asset {
  /** The `last_…` fields come from this phone's facts that the register does not show yet. */
  readonly overlaid: boolean;
}

export type Thing =
  | { readonly thing: 'asset'; readonly asset: AssetView; readonly replaced_code: boolean }
  | { readonly thing: 'place'; readonly place: Place; readonly replaced_code: boolean };

export interface SearchResult {
  readonly assets: readonly AssetView[];
  /** There are more than were asked for. */
  readonly more: boolean;
}

export interface Counts {
  readonly assets: number;
  readonly places: number;
}

/** What is said of a thing in words beside its own row, all of one moment. */
export interface Around {
  readonly kinds: readonly Kind[];
  readonly people: readonly Person[];
  readonly checklists: readonly Checklist[];
  /** From the top: campus, building, floor, room; empty for "". */
  path(placeId: string): readonly Place[];
}

/** One person's view of a school, read on the phone. Every call works offline. */
export interface Register {
  /** Null until the school has been taken along once. */
  meta(): Promise<MasterMeta | null>;
  /** The thing that carries `code` (canonical form), or null. Two reads when cold. */
  findByCode(code: string): Promise<Thing | null>;
  asset(id: string): Promise<AssetView | null>;
  /** Ordered by name; with everything below the place when `descendants`. "" = without a place. */
  assetsInPlace(placeId: string, descendants?: boolean): Promise<readonly AssetView[]>;
  /** Words are all to be found in number, name, model, place, custodian, code or initials. */
  search(query: string, limit?: number): Promise<SearchResult>;
  places(): Promise<readonly Place[]>;
  kinds(): Promise<readonly Kind[]>;
  people(): Promise<readonly Person[]>;
  checklists(): Promise<readonly Checklist[]>;
  /** Also the retired ones. */
  routes(): Promise<readonly Route[]>;
  schoolYears(): Promise<readonly SchoolYear[]>;
  /** Also those that have ended. */
  stocktakes(): Promise<readonly Stocktake[]>;
  /** Of open stocktakes, without what is on them. */
  sheets(): Promise<readonly SheetHead[]>;
  sheet(id: string): Promise<CountSheet | null>;
  /** From the top: campus, building, floor, room; empty for "". */
  placePath(placeId: string): Promise<readonly Place[]>;
  /** In one look, and from memory as long as nothing of it has changed. */
  around(): Promise<Around>;
  counts(): Promise<Counts>;
  close(): void;
}

/** Who may write the register: the bearer of the newest token. */
export interface Lease {
  readonly token: number;
}
