import { expect, test } from 'vitest';
import { shellOf } from './precache';

const file = (path: string, bytes = path) => ({ path, bytes });
const BUILT = [file('index.html'), file('assets/app-1.js'), file('assets/zxing_reader-1.wasm')];

test('the shell is the page, its assets and the wasm', () => {
  const { list } = shellOf(BUILT);
  expect(list).toEqual(['/assets/app-1.js', '/assets/zxing_reader-1.wasm', '/app/']);
});

test('the desk, the worker itself and the build manifest stay out', () => {
  const others = ['sw.js', '.vite/manifest.json', 'assets/desk-1.js', 'icons/screenshot-scan.png'];
  expect(shellOf([...BUILT, ...others.map((path) => file(path))])).toEqual(shellOf(BUILT));
});

test('a changed page is another version', () => {
  const changed = [file('index.html', 'other'), ...BUILT.slice(1)];
  expect(shellOf(changed).version).not.toBe(shellOf(BUILT).version);
});
