import { expect, test } from 'vitest';
import { custodyOf, isCovered, mayPurge, type ReceiptFacts } from './custody';

const applied: ReceiptFacts = { status: 'applied', rev: 7, reason: null, photos_done: 0 };

test('a_record_is_complete_only_with_all_its_photos', () => {
  expect(custodyOf(undefined, 0)).toEqual({ state: 'phone_only' });
  expect(custodyOf({ ...applied, status: 'retry', rev: null }, 0)).toEqual({ state: 'phone_only' });
  expect(custodyOf(applied, 0)).toEqual({ state: 'complete' });
  expect(custodyOf(applied, 2)).toEqual({ state: 'received' });
  const half = { ...applied, photos_done: 1 };
  expect(custodyOf(half, 2)).toEqual({ state: 'photos', done: 1, total: 2 });
  expect(custodyOf({ ...applied, photos_done: 2 }, 2)).toEqual({ state: 'complete' });
});

test('a_held_record_says_why', () => {
  const held = { status: 'held', rev: null, reason: 'body_unknown', photos_done: 0 } as const;
  expect(custodyOf(held, 1)).toEqual({ state: 'held', reason: 'body_unknown' });
});

test('a_record_put_aside_says_why_and_is_covered_by_the_revision_of_the_decision', () => {
  const dismissed = { status: 'dismissed', rev: 7, reason: '重复', photos_done: 0 } as const;
  expect(custodyOf(dismissed, 1)).toEqual({ state: 'dismissed', reason: '重复' });
  expect([6, 7].map((rev) => isCovered(dismissed, rev))).toEqual([false, true]);
  expect([6, 7].map((rev) => mayPurge(dismissed, 0, rev))).toEqual([false, true]);
});

test('a_record_is_covered_once_the_register_has_reached_its_receipt', () => {
  expect([6, 7, 8].map((rev) => isCovered(applied, rev))).toEqual([false, true, true]);
  expect(isCovered({ ...applied, status: 'held' }, 9)).toBe(false);
});

test('nothing_is_forgotten_without_a_backup_or_with_a_photo_missing', () => {
  expect(mayPurge(applied, 0, null)).toBe(false);
  expect(mayPurge(applied, 0, 6)).toBe(false);
  expect(mayPurge(applied, 0, 7)).toBe(true);
  expect(mayPurge(applied, 1, 7)).toBe(false);
  expect(mayPurge(undefined, 0, 7)).toBe(false);
});
