import type { DBSchema } from 'idb';
import type { Row, Table } from '../columns';
import { Connection } from '../connection';
import type { Lease, MasterMeta, Staging } from './types';

export type ListTable = Exclude<Table, 'asset'>;
export type IndexKind = 'asset' | 'code' | 'place';
/** asset: asset id → page · code: code → packed CodeEntry · place: place id → pages that may hold its assets. */
export type Bucket = Map<string, number | string | readonly number[]>;

/**
 * One person's copy of a school's register: packed pages of at most 256 assets, so that taking
 * 20,000 along costs some hundred writes and not 20,000. Every key begins with the generation:
 * a new snapshot is filled beside the current one. All of it can be fetched again.
 */
export interface MasterSchema extends DBSchema {
  meta: { key: string; value: MasterMeta | Staging | Lease };
  pages: { key: [generation: number, page: number]; value: readonly Row[] };
  index: { key: [generation: number, kind: IndexKind, bucket: number]; value: Bucket };
  lists: { key: [generation: number, table: ListTable]; value: readonly Row[] };
}

export type Master = Connection<MasterSchema>;

export const PAGE_SIZE = 256;

export function openMaster(factory: IDBFactory, schoolId: string, personId: string): Master {
  return new Connection<MasterSchema>(factory, {
    name: `campus-master-${schoolId}-${personId}`,
    version: 1,
    create(db) {
      for (const store of ['meta', 'pages', 'index', 'lists']) db.createObjectStore(store);
    },
  });
}
