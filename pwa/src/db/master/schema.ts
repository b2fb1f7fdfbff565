import type { DBSchema } from 'idb';
import type { Row, Table } from '../columns';
import { Connection } from '../connection';
import type { Lease, MasterMeta, Staging, Touched } from './types';

export type ListTable = Exclude<Table, 'asset'>;
export type IndexKind = 'asset' | 'code' | 'place';
/** asset: asset id → page · code: code → packed CodeEntry · place: place id → pages that may hold its assets. */
export type Bucket = Map<string, number | string | readonly number[]>;

/**
 * One person's copy of a school's register: packed pages of assets, so that taking 20,000 along
 * costs some hundred writes and not 20,000. Every key begins with the generation:
 * a new snapshot is filled beside the current one. All of it can be fetched again.
 */
export interface MasterSchema extends DBSchema {
  meta: { key: string; value: MasterMeta | Staging | Lease | Touched };
  pages: { key: [generation: number, page: number]; value: readonly Row[] };
  index: { key: [generation: number, kind: IndexKind, bucket: number]; value: Bucket };
  /** Beside the lists the sheets of stocktakes, each for itself: `sheet/<id>`. */
  lists: { key: [generation: number, table: ListTable | `sheet/${string}`]; value: readonly Row[] };
}

export type Master = Connection<MasterSchema>;

/** What is read of these is not kept in memory: they change while rooms are counted. */
export const LISTS_APART: ReadonlySet<ListTable> = new Set(['stocktake', 'count_sheet']);

/** Assets in a page as the server sends it, at most. */
export const PAGE_SIZE = 256;
/** Assets in a page as it is stored, at most: of a page, one asset is read and changed. */
export const STORED_PAGE_SIZE = 32;

const STORES = ['meta', 'pages', 'index', 'lists'];

export function openMaster(factory: IDBFactory, schoolId: string, personId: string): Master {
  return new Connection<MasterSchema>(factory, {
    name: `campus-master-${schoolId}-${personId}`,
    version: 2,
    create(db) {
      // What an app of an earlier version has stored is not migrated but taken along anew.
      for (const store of db.objectStoreNames) db.deleteObjectStore(store);
      for (const store of STORES) db.createObjectStore(store);
    },
  });
}
