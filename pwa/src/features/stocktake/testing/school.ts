import {
  assetId,
  assetRow,
  BUILDING,
  Profile,
  ROOM,
  smallSchool,
} from '../../../sync/testing/world';
import { DESKS, SCREENS } from './room';

export const SHEET = '5a0e7c1e-0000-4000-8000-000000000001';
export const NEXT_ROOM = '00000000-0000-4000-8000-0000000000a2';

/** By the number of the thing that carries it; the door's and one that nobody has stuck on. */
export const CODES = ['', 'DKQ7P62AS', 'DKQ7P62BU', 'DKQ7P62CW', 'DKQ7P62DY', 'DKQ7P62EJ'] as const;
export const DOOR = 'DKQ7P62FL';
export const BLANK = 'DKQ7P62GN';

/**
 * Room 301 as it is to be counted by tang: 48 desks in one line (thing 1) by number, two screens
 * (2, 3) piece by piece. Thing 4 stands there and is not on the list, thing 5 stands next door.
 */
export function countedRoom(): Profile {
  const server = smallSchool();
  server.put(
    'place',
    [ROOM, 0, BUILDING, 'room', '301教室', [DOOR], '301'],
    [NEXT_ROOM, 0, BUILDING, 'room', '302教室', [], '302'],
  );
  const placeOf = (number: number) => (number === 5 ? NEXT_ROOM : ROOM);
  const numbers = [1, 2, 3, 4, 5] as const;
  server.put(
    'asset',
    ...numbers.map((number) =>
      assetRow(number, { codes: [CODES[number]], place_id: placeOf(number) }),
    ),
  );
  server.put('stocktake', [
    't1',
    0,
    'term_mid',
    '期中清查',
    '2026-11-20',
    '2099-01-01',
    0,
    '',
    null,
  ]);
  const groups = [
    [DESKS, 'desk', '课桌', '张', true],
    [SCREENS, 'display', '一体机', '台', false],
  ];
  const lines = [
    [assetId(1), 0, 48, null, 'ZC-1'],
    [assetId(2), 1, 1, null, 'ZC-2'],
    [assetId(3), 1, 1, null, 'ZC-3'],
  ];
  const head = [SHEET, 0, 't1', ROOM, '教学楼 / 301教室', '一（1）班', ['tang'], 1, 'not_started'];
  server.put('count_sheet', [...head, groups, lines, [], [], []]);
  return new Profile(server);
}
