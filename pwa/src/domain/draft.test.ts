import { expect, test } from 'vitest';
import { bodyOf, dependsOn, draftProblem, type FactDraft } from './draft';
import { CONDITIONS, RESULTS } from './facts';
import { stableJson } from './stableJson';

type Inspection = Extract<FactDraft, { type: 'inspection_recorded' }>;
const inspection: Inspection = {
  type: 'inspection_recorded',
  asset_id: 'a',
  code: null,
  how: 'camera',
  result: 'ok',
  condition: 'intact',
  phrases: [],
  words: '',
};

test('ok_goes_with_intact_and_with_nothing_else', () => {
  const agree = RESULTS.flatMap((result) =>
    CONDITIONS.filter(
      (condition) => draftProblem({ ...inspection, result, condition }, 0) === null,
    ).map((condition) => `${result} ${condition}`),
  );
  expect(agree).toEqual(['ok intact', 'abnormal usable', 'abnormal unusable', 'abnormal missing']);
});

test('words_are_counted_in_characters_and_not_in_code_units', () => {
  expect(draftProblem({ ...inspection, words: '💡'.repeat(500) }, 0)).toBeNull();
  expect(draftProblem({ ...inspection, words: '坏'.repeat(501) }, 0)).toBe('words_too_long');
});

test('a_record_takes_at_most_eight_photos_and_a_withdrawal_none', () => {
  expect(draftProblem(inspection, 8)).toBeNull();
  expect(draftProblem(inspection, 9)).toBe('too_many_photos');
  expect(draftProblem({ type: 'record_withdrawn', target: 'f' }, 1)).toBe('photos_not_taken');
});

test('an_unknown_code_needs_a_text_of_at_most_300_characters', () => {
  const kept = { type: 'unknown_code_kept', text: 'x', how: 'camera', words: '' } as const;
  expect(draftProblem(kept, 0)).toBeNull();
  expect(draftProblem({ ...kept, text: '' }, 0)).toBe('text_missing');
  expect(draftProblem({ ...kept, text: 'x'.repeat(301) }, 0)).toBe('text_too_long');
});

test('a_withdrawal_depends_on_its_target', () => {
  expect(dependsOn({ type: 'record_withdrawn', target: 'f' })).toEqual(['f']);
  expect(dependsOn(inspection)).toEqual([]);
});

const thing = { asset_id: 'a', place_id: null, how: 'camera' } as const;
const bound: FactDraft = { type: 'label_bound', code: 'ABCDEFGHK', ...thing };
const worn = { type: 'label_requested', why: 'worn', pile: null, ...thing } as const;

test('a_label_is_about_one_asset_or_one_place', () => {
  for (const draft of [bound, worn]) {
    expect(draftProblem(draft, 0)).toBeNull();
    expect(draftProblem({ ...draft, asset_id: null, place_id: 'p' }, 0)).toBeNull();
    expect(draftProblem({ ...draft, asset_id: null }, 0)).toBe('thing_missing');
    expect(draftProblem({ ...draft, place_id: 'p' }, 0)).toBe('thing_missing');
    expect(draftProblem(draft, 1)).toBe('photos_not_taken');
  }
});

test('only_nine_symbols_of_ours_are_bound', () => {
  for (const code of ['', 'ABC-DEF-GHK', 'ABCDEFGH', 'ABCDEFGH0', 'abcdefghk']) {
    expect(draftProblem({ ...bound, code }, 0)).toBe('code_invalid');
  }
});

test('a_pile_has_an_id_and_a_worn_label_none', () => {
  expect(draftProblem({ ...worn, why: 'pile', pile: 'p' }, 0)).toBeNull();
  expect(draftProblem({ ...worn, why: 'pile' }, 0)).toBe('pile_missing');
  expect(draftProblem({ ...worn, pile: 'p' }, 0)).toBe('pile_missing');
});

test('what_is_said_of_a_label_waits_for_nothing_and_has_no_photos', () => {
  expect(dependsOn(bound)).toEqual([]);
  expect(bodyOf(bound, [])).toEqual({ code: 'ABCDEFGHK', ...thing });
  expect(bodyOf(worn, [])).toEqual({ why: 'worn', pile: null, ...thing });
});

test('the_body_has_the_photos_and_not_the_type', () => {
  expect(bodyOf(inspection, [])).toEqual({ ...inspection, type: undefined, photos: [] });
  expect(bodyOf(inspection, [])).not.toHaveProperty('type');
});

test('the_same_value_gives_the_same_json_whatever_the_order_of_its_keys', () => {
  const one = stableJson({ b: [{ d: 1, c: null }], a: '漏水' });
  expect(one).toBe('{"a":"漏水","b":[{"c":null,"d":1}]}');
  expect(stableJson({ a: '漏水', b: [{ c: null, d: 1 }] })).toBe(one);
});
