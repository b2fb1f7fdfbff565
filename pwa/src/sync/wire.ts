import type { Columns } from '../api/types';
import type { Row } from '../db/columns';

/** The lines of a streamed snapshot (docs/spec/sync-wire.md); all else of the wire is generated. */
export interface HeadLine {
  readonly t: 'head';
  readonly epoch: string;
  readonly scope_hash: string;
  readonly as_of: number;
  readonly assets: number;
  readonly columns: Columns;
}

export interface ListLine {
  readonly t:
    | 'places'
    | 'kinds'
    | 'people'
    | 'checklists'
    | 'routes'
    | 'school_years'
    | 'stocktakes'
    | 'count_sheets';
  readonly rows: readonly Row[];
}

export interface PageLine {
  readonly t: 'page';
  readonly key: string;
  readonly rows: readonly Row[];
}

export interface EndLine {
  readonly t: 'end';
  readonly cursor: string;
}

export type SnapshotLine = HeadLine | ListLine | PageLine | EndLine;
