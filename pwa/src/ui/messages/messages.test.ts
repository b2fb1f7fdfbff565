// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { en } from './en';
import { firstZh } from './firstZh';
import { chooseLanguage, heldText, problemText, t } from './index';
import type { Key } from './keys';
import { zh as laterZh } from './zh';

const zh = { ...firstZh, ...laterZh };

afterEach(() => chooseLanguage('zh'));

const names = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

test('both languages have the same keys', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
});

test.each(Object.keys(zh) as Key[])('%s takes the same words in both languages', (key) => {
  expect(names(en[key])).toEqual(names(zh[key]));
  expect(en[key].trim()).not.toBe('');
});

test('the chosen language is kept and told to the page', async () => {
  await chooseLanguage('en');
  expect(t('bar.waiting', { n: 3 })).toBe('3 to upload');
  expect(localStorage.getItem('language')).toBe('en');
  expect(document.documentElement.lang).toBe('en');
});

test('a held record says why', () => {
  expect(heldText('asset_unknown')).toBe(zh['held.asset_unknown']);
});

test('a code without a sentence is named', () => {
  expect(problemText('network')).toBe(zh['problem.network']);
  expect(problemText('brand_new')).toContain('brand_new');
});
