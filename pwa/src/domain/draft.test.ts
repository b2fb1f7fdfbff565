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

test('an_inspection_is_of_one_asset_or_one_place', () => {
  const place = { ...inspection, asset_id: null, place_id: 'p' };
  expect(draftProblem(place, 0)).toBeNull();
  expect(draftProblem({ ...place, asset_id: 'a' }, 0)).toBe('thing_missing');
  expect(draftProblem({ ...place, place_id: null }, 0)).toBe('thing_missing');
});

test('only_what_is_abnormal_has_a_level_and_can_be_fixed_on_the_spot', () => {
  const abnormal = { ...inspection, result: 'abnormal', condition: 'usable' } as const;
  for (const said of [{ level: 'major' }, { fixed_on_spot: true }] as const) {
    expect(draftProblem({ ...abnormal, ...said }, 0)).toBeNull();
    expect(draftProblem({ ...inspection, ...said }, 0)).toBe('level_without_fault');
  }
});

const round = { route_id: 'r', day: '2026-11-21', slot: '1' };

test('a_stop_without_a_scan_names_one_thing_and_takes_photos', () => {
  const draft = { type: 'stop_unscanned', round, why: 'locked', words: '' } as const;
  expect(draftProblem({ ...draft, asset_id: 'a', place_id: null }, 8)).toBeNull();
  expect(draftProblem({ ...draft, asset_id: null, place_id: null }, 0)).toBe('thing_missing');
  expect(bodyOf({ ...draft, asset_id: 'a', place_id: null }, [])).toHaveProperty('photos', []);
});

test('a_round_ends_with_a_signature', () => {
  const signature = { width: 300, height: 100, strokes: [[1, 2, 3, 4]] };
  const end = { type: 'round_ended', round, companions: [], reasons: [], signature } as const;
  expect(draftProblem(end, 0)).toBeNull();
  for (const strokes of [[], [[]]]) {
    expect(draftProblem({ ...end, signature: { ...signature, strokes } }, 0)).toBe(
      'signature_missing',
    );
  }
});

test('the_body_has_the_photos_and_not_the_type', () => {
  const outside = { round: null, checklist: null, answers: [], level: null, scanned_at: null };
  const rest = { ...outside, place_id: null, fixed_on_spot: false, photos: [] };
  expect(bodyOf(inspection, [])).toEqual({ ...inspection, type: undefined, ...rest });
  expect(bodyOf(inspection, [])).not.toHaveProperty('type');
});

test('the_same_value_gives_the_same_json_whatever_the_order_of_its_keys', () => {
  const one = stableJson({ b: [{ d: 1, c: null }], a: '漏水' });
  expect(one).toBe('{"a":"漏水","b":[{"c":null,"d":1}]}');
  expect(stableJson({ a: '漏水', b: [{ c: null, d: 1 }] })).toBe(one);
});
