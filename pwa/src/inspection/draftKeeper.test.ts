import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Draft, DraftNote, Drafts } from '../db';
import { DraftKeeper, isEmpty } from './draftKeeper';
import { BLANK } from './subject';

const DRAFT: Draft = {
  id: 'd1',
  thing: 'asset/desk',
  name: '课桌',
  place: '',
  code: null,
  how: 'picked',
  round: null,
  scanned_at: null,
  ...BLANK,
};
const saying = (words: string): Draft => ({ ...DRAFT, words });

/** Remembers what it was told; `full` refuses to keep anything. */
class Notebook implements Drafts {
  readonly told: string[] = [];
  full = false;
  of = async () => null;
  all = async () => [];
  keep = async ({ words }: Draft) => {
    if (this.full) throw new Error('full');
    this.told.push(`keep ${words}`);
  };
  drop = async ({ id }: DraftNote) => {
    this.told.push(`drop ${id}`);
  };
}

let notebook: Notebook;
let failures: unknown[];
let keeper: DraftKeeper;
beforeEach(() => {
  vi.useFakeTimers();
  notebook = new Notebook();
  failures = [];
  keeper = new DraftKeeper(notebook, (failure) => failures.push(failure));
});
afterEach(() => vi.useRealTimers());

test('words are kept when the fingers rest', async () => {
  keeper.soon(saying('灯'));
  await vi.advanceTimersByTimeAsync(200);
  keeper.soon(saying('灯不亮'));
  await vi.advanceTimersByTimeAsync(200);
  expect(notebook.told).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  expect(notebook.told).toEqual(['keep 灯不亮']);
});

test('what cannot wait takes the words along', async () => {
  keeper.soon(saying('灯'));
  await keeper.now(saying('灯 + photo'));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(notebook.told).toEqual(['keep 灯 + photo']);
});

test('a form that was emptied again is no draft', async () => {
  await keeper.now(saying('灯'));
  await keeper.now(DRAFT);
  expect(notebook.told).toEqual(['keep 灯', 'drop d1']);
});

test('an answer, a level or 当场改正 is as much of a draft as a word', () => {
  const answers = [{ item: 'legs', answer: 'not_applicable', value: null }] as const;
  expect(isEmpty({ ...DRAFT, result: 'ok', checklist: { id: 'desk', version: 1 } })).toBe(true);
  expect(isEmpty({ ...DRAFT, answers })).toBe(false);
  expect(isEmpty({ ...DRAFT, level: 'major' })).toBe(false);
  expect(isEmpty({ ...DRAFT, fixed_on_spot: true })).toBe(false);
  expect(isEmpty({ ...DRAFT, why: 'locked' })).toBe(false);
});

test('nothing that comes late brings an ended draft back', async () => {
  keeper.soon(saying('灯'));
  await keeper.end(DRAFT);
  await keeper.now(saying('late'));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(notebook.told).toEqual(['drop d1']);
});

test('a full phone is told, and told again when it is well', async () => {
  notebook.full = true;
  await keeper.now(saying('灯'));
  notebook.full = false;
  await keeper.now(saying('灯'));
  expect(failures).toEqual([new Error('full'), undefined]);
});
