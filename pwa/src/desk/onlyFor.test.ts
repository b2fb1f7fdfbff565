// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { startOnlyFor } from './onlyFor';

test('fields are hidden while another choice stands', () => {
  document.body.innerHTML = `<div data-steered>
    <select data-steers><option value="a">A</option><option value="b">B</option></select>
    <p data-only-for="a">a</p><p data-only-for="b c">b</p></div><p data-only-for="z">outside</p>`;
  startOnlyFor(document);
  const select = document.querySelector('select');
  const hidden = () => [...document.querySelectorAll('p')].map((part) => part.hidden);
  expect(hidden()).toEqual([false, true, false]);
  if (select) select.value = 'b';
  select?.dispatchEvent(new Event('change', { bubbles: true }));
  expect(hidden()).toEqual([true, false, false]);
});
