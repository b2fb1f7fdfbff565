import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { deviceOf } from './devices';
import { type Outbox, openOutbox } from './schema';
import { endTurn, renewTurn, takeTurn, turnUntil } from './turn';

const S = 'school';

async function outbox(): Promise<Outbox> {
  const opened = openOutbox(new IDBFactory());
  await deviceOf(opened, S, () => 'd');
  return opened;
}

function take(box: Outbox, holder: string, now: number, until: number) {
  return takeTurn(box, S, { holder, now, until, force: false });
}

test('a_turn_keeps_others_out_until_it_ends', async () => {
  const box = await outbox();
  const turn = (await take(box, 'tab 1', 0, 100)) ?? 0;
  expect(await take(box, 'tab 2', 99, 200)).toBeNull();
  await renewTurn(box, S, turn, 300);
  expect(await turnUntil(box, S)).toBe(300);
  await endTurn(box, S, turn);
  expect(await take(box, 'tab 2', 99, 200)).toBe(turn + 1);
});

test('the_turn_of_a_tab_that_went_silent_runs_out_and_it_learns_so', async () => {
  const box = await outbox();
  const turn = (await take(box, 'tab 1', 0, 100)) ?? 0;
  expect(await take(box, 'tab 2', 101, 200)).toBe(turn + 1);
  await expect(renewTurn(box, S, turn, 300)).rejects.toMatchObject({ what: 'leader' });
  await endTurn(box, S, turn);
  expect(await turnUntil(box, S)).toBe(200);
});

test('a_turn_noted_by_a_clock_set_back_since_keeps_nobody_out', async () => {
  const box = await outbox();
  await take(box, 'tab 1', 1_000_000, 1_000_100);
  expect(await take(box, 'tab 2', 0, 100)).toBe(2);
});

test('taking_turns_leaves_the_numbers_of_records_alone', async () => {
  const box = await outbox();
  const before = await deviceOf(box, S, () => 'other');
  await take(box, 'tab 1', 0, 100);
  const { turn, ...after } = await deviceOf(box, S, () => 'other');
  expect(after).toEqual(before);
  expect(turn?.no).toBe(1);
});
