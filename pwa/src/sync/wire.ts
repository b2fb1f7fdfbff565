import type { AccountPerson, AccountSchool } from '../db/account/types';
import type { Row, Table } from '../db/columns';

/** Shapes of docs/spec/sync-wire.md that stream or are packed; names are the wire's. */
export interface SessionAnswer {
  readonly server_time: number;
  readonly school_id: string;
  readonly epoch: string;
  readonly scope_hash: string;
  readonly rev: number;
  readonly oldest_app_build: string;
  readonly backed_up_rev: number | null;
  readonly person: AccountPerson;
  readonly capture_grant: string;
}

export interface SignInAnswer {
  readonly person: AccountPerson;
  readonly school: AccountSchool;
  readonly device_id: string;
  readonly capture_grant: string;
}

export type Columns = Readonly<Record<Table, readonly string[]>>;

export interface HeadLine {
  readonly t: 'head';
  readonly epoch: string;
  readonly scope_hash: string;
  readonly as_of: number;
  readonly assets: number;
  readonly columns: Columns;
}

export interface ListLine {
  readonly t: 'places' | 'kinds' | 'people';
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

export interface ChangeLine {
  readonly t: Table;
  readonly op: 'put' | 'delete' | 'gone';
  readonly row?: Row;
  readonly id?: string;
}

export interface ChangesAnswer {
  readonly epoch: string;
  readonly scope_hash: string;
  readonly high_water: number;
  readonly columns: Columns;
  readonly rows: readonly ChangeLine[];
  readonly cursor: string;
  readonly more: boolean;
}

export interface WireReceipt {
  readonly id: string;
  readonly hash: string;
  readonly status: string;
  readonly rev: number | null;
  readonly reason: string | null;
}

export interface FactsAnswer {
  readonly server_time: number;
  readonly receipts: readonly WireReceipt[];
}
