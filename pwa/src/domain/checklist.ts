import { isDecimal, thousandths } from './decimalText';

/**
 * What answers to a checklist mean: mirrors server/domain/checklist.py; both run
 * tests/contract/checklist_answers.json. Field names are the wire's own.
 */
export type Answer = 'ok' | 'abnormal' | 'not_applicable';

/**
 * `check`: the person says 正常, 异常 or 不涉及. `reading`: a number, normal from `low` to `high`,
 * both inclusive. `choice`: one of `choices`. `score`: points from 0 to `most`, normal from `low`
 * upwards, without `low` when above 0.
 */
export type AnswerType = 'check' | 'reading' | 'choice' | 'score';

/** Something to tap when something is wrong. */
export interface ItemPhrase {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
}

export interface ItemChoice extends ItemPhrase {
  readonly abnormal: boolean;
}

/** `low` and `high` are decimal texts. Items with the same section in a row share one heading. */
export interface ChecklistItem {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly answer: AnswerType;
  readonly section_zh?: string;
  readonly section_en?: string;
  readonly unit?: string;
  readonly low?: string;
  readonly high?: string;
  readonly choices?: readonly ItemChoice[];
  readonly most?: number;
  readonly photo_when_abnormal: boolean;
  readonly phrases: readonly ItemPhrase[];
}

/** `value`: the decimal text of a reading or score, the key of a choice, else null. */
export interface ItemAnswer {
  readonly item: string;
  readonly answer: Answer;
  readonly value: string | null;
}

type Items = readonly ChecklistItem[];
type Answers = readonly ItemAnswer[];

/**
 * What `value` says by itself, limits inclusive; null when it says nothing: a check is the person's
 * to judge, and a value may be no value of this item.
 */
export function judge(item: ChecklistItem, value: string | null): Answer | null {
  if (value === null || item.answer === 'check') return null;
  if (item.answer === 'choice') {
    const found = item.choices?.find((choice) => choice.key === value);
    return found === undefined ? null : okUnless(found.abnormal);
  }
  if (!isDecimal(value)) return null;
  const size = thousandths(value);
  return item.answer === 'reading' ? judgeReading(item, size) : judgeScore(item, size);
}

/** The keys of the items not answered yet, or not as their value says, in the items' order. */
export function missing(items: Items, answers: Answers): string[] {
  const given = new Map(answers.map((answer) => [answer.item, answer]));
  return items.filter((item) => !isAnswer(item, given.get(item.key))).map((item) => item.key);
}

/** `abnormal` as soon as one answer is, else `ok`. */
export function resultOf(answers: Answers): 'ok' | 'abnormal' {
  return okUnless(answers.some((answer) => answer.answer === 'abnormal'));
}

/** The keys of the items that are abnormal and ask for a photo then, in the items' order. */
export function photoDue(items: Items, answers: Answers): string[] {
  const abnormal = answers.filter((it) => it.answer === 'abnormal').map((it) => it.item);
  const due = items.filter((item) => item.photo_when_abnormal && abnormal.includes(item.key));
  return due.map((item) => item.key);
}

// A gauge that cannot be read is abnormal without a reading.
const WITHOUT_VALUE: Record<AnswerType, readonly Answer[]> = {
  check: ['ok', 'abnormal', 'not_applicable'],
  reading: ['abnormal', 'not_applicable'],
  choice: ['not_applicable'],
  score: ['not_applicable'],
};

function isAnswer(item: ChecklistItem, answer: ItemAnswer | undefined): boolean {
  if (answer === undefined) return false;
  if (answer.value === null) return WITHOUT_VALUE[item.answer].includes(answer.answer);
  return judge(item, answer.value) === answer.answer;
}

function judgeReading(item: ChecklistItem, size: number): Answer {
  const above = item.low === undefined || size >= thousandths(item.low);
  const below = item.high === undefined || size <= thousandths(item.high);
  return okUnless(!(above && below));
}

function judgeScore(item: ChecklistItem, size: number): Answer | null {
  if (size < 0 || size > (item.most ?? 0) * 1000) return null;
  return okUnless(item.low === undefined ? size === 0 : size < thousandths(item.low));
}

function okUnless(abnormal: boolean): 'ok' | 'abnormal' {
  return abnormal ? 'abnormal' : 'ok';
}
