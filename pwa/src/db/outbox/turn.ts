import type { WriteTx } from '../connection';
import { StaleCommit } from '../stale';
import type { Outbox, OutboxSchema } from './schema';
import type { DeviceRow, Turn } from './types';

const NONE: Turn = { no: 0, holder: '', until: 0 };

/**
 * The next turn at syncing a school's outbox, whoever is signed in; all older turns become
 * worthless. Null while another holder's turn runs. `force` is for a caller that already holds the
 * lock of the whole origin. The device must exist.
 */
export function takeTurn(
  outbox: Outbox,
  schoolId: string,
  { holder, now, until, force }: { holder: string; now: number; until: number; force: boolean },
): Promise<number | null> {
  return outbox.write(['devices'], 'relaxed', async (tx) => {
    const device = await deviceIn(tx, schoolId);
    const turn = turnOf(device);
    if (turn.holder !== holder && runs(turn, now, until) && !force) return null;
    await tx.objectStore('devices').put({ ...device, turn: { no: turn.no + 1, holder, until } });
    return turn.no + 1;
  });
}

/** One that outlasts a turn taken now was noted by a clock that has been set back since. */
function runs(turn: Turn, now: number, until: number): boolean {
  return turn.until > now && turn.until <= until;
}

/** Heartbeat; throws StaleCommit when another has taken over. */
export function renewTurn(
  outbox: Outbox,
  schoolId: string,
  no: number,
  until: number,
): Promise<void> {
  return outbox.write(['devices'], 'relaxed', async (tx) => {
    const device = await requireTurn(tx, schoolId, no);
    await tx.objectStore('devices').put({ ...device, turn: { ...turnOf(device), until } });
  });
}

/** Lets the next one in at once; of no effect when another has taken over. */
export function endTurn(outbox: Outbox, schoolId: string, no: number): Promise<void> {
  return outbox.write(['devices'], 'relaxed', async (tx) => {
    const device = await deviceIn(tx, schoolId);
    const turn = turnOf(device);
    if (turn.no !== no) return;
    await tx.objectStore('devices').put({ ...device, turn: { ...turn, until: 0 } });
  });
}

/** When the turn under way is taken for frozen, by the phone's clock; 0 when nobody's runs. */
export async function turnUntil(outbox: Outbox, schoolId: string): Promise<number> {
  const device = await outbox.read(['devices'], (tx) => tx.objectStore('devices').get(schoolId));
  return device?.turn?.until ?? 0;
}

/**
 * Every write of what a server said begins with this: an answer that a frozen tab still holds when
 * it wakes may be of a server that has been restored since.
 */
export async function requireTurn(
  tx: WriteTx<OutboxSchema>,
  schoolId: string,
  no: number,
): Promise<DeviceRow> {
  const device = await deviceIn(tx, schoolId);
  if (turnOf(device).no !== no) throw new StaleCommit('leader');
  return device;
}

async function deviceIn(tx: WriteTx<OutboxSchema>, schoolId: string): Promise<DeviceRow> {
  const device = await tx.objectStore('devices').get(schoolId);
  if (device === undefined) throw new StaleCommit('leader');
  return device;
}

function turnOf({ turn }: DeviceRow): Turn {
  return turn ?? NONE;
}
