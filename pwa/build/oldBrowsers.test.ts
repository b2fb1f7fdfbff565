import { expect, test } from 'vitest';
import { tooNew } from './oldBrowsers';

test('a function that Chrome 87 does not have is named', () => {
  expect(tooNew('assets/app-1.js', 'x=structuredClone(y);z=[1].at(-1)')).toEqual([
    'structuredClone',
    '.at(',
  ]);
});

test('a style that old browsers drop is named', () => {
  expect(tooNew('assets/app-1.css', '.a:has(b){color:red}')).toEqual([':has(']);
});

test('only the file that brings a stand-in may use it', () => {
  const code = 'Object.hasOwn(a,b)';
  expect(tooNew('assets/decoder.worker-1.js', code)).toEqual([]);
  expect(tooNew('assets/app-1.js', code)).toEqual(['Object.hasOwn']);
});

test('plain code passes', () => {
  expect(tooNew('assets/app-1.js', 'crypto.getRandomValues(a);a.format(b)')).toEqual([]);
});
