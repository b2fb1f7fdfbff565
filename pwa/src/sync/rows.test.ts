import { expect, test } from 'vitest';
import { COLUMNS } from '../db/columns';
import { storedChanges, storedRows } from './rows';

test('rows_with_other_columns_are_put_into_the_stored_order', () => {
  const columns = { ...COLUMNS, person: ['name', 'title', 'rev', 'id'] };
  expect(storedRows(columns, 'person', [['Ines', 'Ms', 3, 'p1']])).toEqual([['p1', 3, 'Ines']]);
});

test('an_answer_without_a_column_that_is_needed_is_refused', () => {
  const columns = { ...COLUMNS, person: ['id', 'rev'] };
  const refused = expect.objectContaining({ code: 'bad_answer' });
  expect(() => storedRows(columns, 'person', [['p1', 3]])).toThrow(refused);
});

test('a_row_that_lost_its_end_is_refused', () => {
  const refused = expect.objectContaining({ code: 'bad_answer' });
  const [id, rev] = ['p1', 3];
  const line = { t: 'person', op: 'put', row: [id, rev] } as const;
  expect(() => storedRows(COLUMNS, 'person', [[id, rev]])).toThrow(refused);
  expect(() => storedChanges(COLUMNS, [line])).toThrow(refused);
});

test('a_row_that_left_the_scope_is_a_deletion', () => {
  const lines = [{ t: 'asset', op: 'gone', id: 'a1' }] as const;
  expect(storedChanges(COLUMNS, lines)).toEqual(lines);
});

test('columns_that_came_later_may_be_missing_and_no_others', () => {
  const without = (name: string) => COLUMNS.kind.filter((column) => column !== name);
  const row = ['k1', 3, '灯', 'Lamp', [], 3, 1];
  const columns = { ...COLUMNS, kind: without('scrap_years') };
  expect(storedRows(columns, 'kind', [row])).toEqual([[...row, null]]);
  const short = { ...COLUMNS, kind: without('phrases') };
  expect(() => storedRows(short, 'kind', [row])).toThrow(
    expect.objectContaining({ code: 'bad_answer' }),
  );
});
