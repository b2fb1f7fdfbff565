import { expect, test } from 'vitest';
import type { RecordEntry, Stocktake } from '../../db';
import { isOpen, listedSheets, stateHere } from './listedSheets';
import { head } from './testing/room';

const OPEN: Stocktake = {
  ...{ id: 't1', rev: 1, kind: 'term_end', name: '期末清查', baseline_on: '2026-11-20' },
  ...{ due_on: '2026-11-30', prefill_days: 0, words: '', ended_at: null },
};

test("one's own rooms come first, of these what came back; what is over is not listed", () => {
  const sheets = [
    head({ id: 'a', person_ids: [], title: '401' }),
    head({ id: 'b', state: 'signed', title: '302' }),
    head({ id: 'c', state: 'not_started', title: '301' }),
    head({ id: 'd', state: 'sent_back', title: '303' }),
    head({ id: 'e', stocktake_id: 'over' }),
  ];
  const over = { ...OPEN, id: 'over', ended_at: 1 };
  const listed = listedSheets(sheets, [OPEN, over], 'tang');
  expect(listed.map(({ sheet, mine }) => [sheet.id, mine])).toEqual([
    ['d', true],
    ['c', true],
    ['b', true],
    ['a', false],
  ]);
  expect(listed.filter(isOpen).map(({ sheet }) => sheet.id)).toEqual(['d', 'c', 'a']);
});

test('what this phone has said and not sent shows in the list', () => {
  const said = (type: string, withdrawn = false) =>
    ({ type, withdrawn, summary: { sheet: 's1' } }) as unknown as RecordEntry;
  const sheet = head({ state: 'not_started' });
  expect(stateHere(sheet, [])).toBe('not_started');
  expect(stateHere(sheet, [said('asset_sighted')])).toBe('counting');
  expect(stateHere(sheet, [said('asset_sighted', true)])).toBe('not_started');
  expect(stateHere(sheet, [said('sheet_signed'), said('asset_sighted')])).toBe('signed');
  expect(stateHere(head({ id: 's2', state: 'sent_back' }), [said('sheet_signed')])).toBe(
    'sent_back',
  );
});
