import type { CountBodies, CountFactType } from '../../domain/countFacts';
import { type Custody, custodyOf } from '../../domain/custody';
import type { Envelope } from '../../domain/facts';
import type { ReadTx } from '../connection';
import { coveredIds } from './overlay';
import { factIds } from './queue';
import type { Outbox, OutboxSchema } from './schema';
import type { FactRow } from './types';

interface Said<T extends CountFactType> {
  readonly id: string;
  readonly type: T;
  /** A person's id. */
  readonly author: string;
  /** By this phone's clock. */
  readonly observed_at: number;
  readonly body: CountBodies[T];
  readonly custody: Custody;
}

/** Something said on a sheet with this phone. */
export type SheetRecord = { [T in CountFactType]: Said<T> }[CountFactType];

/** What this phone said that the sheet's row does not tell yet. */
export interface SheetRecords {
  /** In the order in which it was said, withdrawn ones among it. */
  readonly said: readonly SheetRecord[];
  /** Ids of records, these and ones that the row tells, that were withdrawn here. */
  readonly withdrawn: ReadonlySet<string>;
}

/** Of the sheet as the register tells of it at `rev`. */
export function listSheetRecords(
  outbox: Outbox,
  schoolId: string,
  sheetId: string,
  rev: number,
): Promise<SheetRecords> {
  return outbox.read(['facts', 'receipts'], async (tx) => {
    const open = await uncovered(tx, schoolId, rev);
    const said = open.filter(({ summary }) => summary.sheet === sheetId);
    const targets = open.map(({ summary }) => summary.target);
    return {
      said: await Promise.all(said.map((row) => recordOf(tx, row))),
      withdrawn: new Set(targets.filter((target) => target !== null)),
    };
  });
}

async function uncovered(
  tx: ReadTx<OutboxSchema>,
  schoolId: string,
  rev: number,
): Promise<readonly FactRow[]> {
  const [covered, ids] = await Promise.all([coveredIds(tx, schoolId, rev), factIds(tx, schoolId)]);
  const facts = tx.objectStore('facts');
  const open = ids.filter((id) => !covered.has(id));
  const rows = await Promise.all(open.map((id) => facts.get(id)));
  return rows.filter((row) => row !== undefined);
}

async function recordOf(tx: ReadTx<OutboxSchema>, row: FactRow): Promise<SheetRecord> {
  const receipt = await tx.objectStore('receipts').get(row.id);
  const { body } = JSON.parse(new TextDecoder().decode(row.raw)) as Envelope;
  const { id, type, author, observed_at, photos } = row;
  const custody = custodyOf(receipt, photos.length);
  return { id, type, author, observed_at, body, custody } as SheetRecord;
}
