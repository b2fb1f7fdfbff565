import { expect, test } from 'vitest';
import vector from '../../../tests/contract/packed_sheet.json';
import {
  type PackedSheet,
  roomCount,
  standingSignature,
  unpackEntries,
  unpackProposals,
} from './countPacking';
import type { RoomCount } from './roomCount';

const sheet = vector.sheet as unknown as PackedSheet;
const said = unpackEntries(sheet.entries);

test('a row is read as the server packed it', () => {
  const { ledger, bindings, closed } = vector.input as unknown as RoomCount;
  const room = roomCount(sheet, said, { ledger, bindings, closed, until: vector.until });
  expect(room).toMatchObject(vector.input);
  expect(room.entries).toHaveLength(vector.input.entries.length);
});

test('who said it, and how, is read too', () => {
  expect(said[0]).toMatchObject({ author: 'tang', how: 'camera', words: '有划痕' });
  expect(said[1]).toMatchObject({ author: 'ines', kind_id: 'stool', photos: [] });
  expect(unpackProposals([['desk|课桌|张', 1, 0, 150]])).toEqual([
    { group: 'desk|课桌|张', good: 1, damaged: 0, at: 150 },
  ]);
});

test('why the desk gave the sheet back is read too', () => {
  expect(said[said.length - 1]).toMatchObject({
    t: 'returned',
    author: 'ada',
    words: '窗帘请再数一遍',
  });
});

test('the last signature that was not withdrawn stands', () => {
  expect(standingSignature(said)).toMatchObject(vector.signed);
  expect(standingSignature(said.slice(0, 4))).toBeNull();
});
