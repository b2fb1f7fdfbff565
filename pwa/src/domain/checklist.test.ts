import { describe, expect, test } from 'vitest';
import vectors from '../../../tests/contract/checklist_answers.json';
import {
  type ChecklistItem,
  type ItemAnswer,
  judge,
  missing,
  photoDue,
  resultOf,
} from './checklist';
import { decimalText, isDecimal } from './decimalText';

const ITEMS = vectors.items as unknown as Record<string, ChecklistItem>;

function itemNamed(key: string): ChecklistItem {
  const item = ITEMS[key];
  if (item === undefined) throw new Error(`no item ${key} in the vectors`);
  return item;
}

describe('checklist answers mirror the server', () => {
  test.each(vectors.decimals)('what was typed as "%s" is written as %s', (entered, text) => {
    expect(decimalText(entered ?? '')).toBe(text);
    if (text !== null) expect(isDecimal(text ?? '')).toBe(true);
  });

  test.each(vectors.judge)('$item with $value is $answer', ({ item, value, answer }) =>
    expect(judge(itemNamed(item), value)).toBe(answer),
  );

  test.each(vectors.answers)('$why', ({ items, answers, ...expected }) => {
    const asked = items.map(itemNamed);
    const given = answers as ItemAnswer[];
    expect(missing(asked, given)).toEqual(expected.missing);
    expect(resultOf(given)).toBe(expected.result);
    expect(photoDue(asked, given)).toEqual(expected.photo_due);
  });
});
