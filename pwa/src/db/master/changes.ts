import type { WriteTx } from '../connection';
import { StaleCommit } from '../stale';
import { requireLeader } from './lease';
import { metaIn, putMeta, putStaging } from './meta';
import { Packed, type Size } from './packed';
import type { Master, MasterSchema } from './schema';
import { requireStaging } from './staging';
import { noteTouched } from './touched';
import type { Change, MasterMeta, Staging } from './types';

const STORES: ('meta' | 'pages' | 'index' | 'lists')[] = ['meta', 'pages', 'index', 'lists'];

/**
 * Applies a page of changes to the current generation and moves its cursor. `rev` is null while
 * more is to come: the register then shows a mixture, and overlays stay until it does not.
 */
export function changeCurrent(
  master: Master,
  token: number,
  expected: MasterMeta,
  changes: readonly Change[],
  next: { cursor: string; rev: number | null; now: number },
): Promise<MasterMeta> {
  return master.write(STORES, 'relaxed', async (tx) => {
    await requireLeader(tx, token);
    const found = await metaIn(tx);
    if (found?.generation !== expected.generation) throw new StaleCommit('generation');
    if (found.cursor !== expected.cursor) throw new StaleCommit('cursor');
    const packed = await applyTo(tx, found, changes);
    const rev = next.rev ?? found.rev;
    const taken_at = next.rev === null ? found.taken_at : next.now;
    const stamp = found.stamp + (changes.length > 0 ? 1 : 0);
    const meta = { ...found, ...packed.counts, cursor: next.cursor, rev, taken_at, stamp };
    await putMeta(tx, meta);
    if (changes.length > 0) await noteTouched(tx, found, stamp, packed.touched);
    return meta;
  });
}

/** The same for a sealed generation that is not the current one yet. */
export function changeStaging(
  master: Master,
  token: number,
  expected: Staging,
  changes: readonly Change[],
  cursor: string,
): Promise<Staging> {
  return master.write(STORES, 'relaxed', async (tx) => {
    await requireStaging(tx, token, expected);
    const { counts } = await applyTo(tx, expected, changes);
    const staging = { ...expected, ...counts, cursor };
    await putStaging(tx, staging);
    return staging;
  });
}

/** Applies all of them and writes what became of it. */
async function applyTo(
  tx: WriteTx<MasterSchema>,
  generation: Size,
  changes: readonly Change[],
): Promise<Packed> {
  const packed = new Packed(tx, generation);
  await packed.expect(changes);
  for (const change of changes) await apply(packed, change);
  await packed.flush();
  return packed;
}

function apply(packed: Packed, change: Change): Promise<void> {
  if (change.t === 'asset') {
    return change.op === 'put' ? packed.putAsset(change.row) : packed.deleteAsset(change.id);
  }
  if (change.t === 'count_sheet' && change.op === 'put') return packed.putSheet(change.row);
  return change.op === 'put'
    ? packed.putListed(change.t, change.row)
    : packed.deleteListed(change.t, change.id);
}
