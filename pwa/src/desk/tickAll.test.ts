// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { startTickAll } from './tickAll';

test('the head of a table ticks all of its rows and no others', () => {
  document.body.innerHTML = `<form>
    <input type="checkbox" data-tick-all="asset" hidden>
    <input type="checkbox" name="asset"><input type="checkbox" name="asset">
    <input type="checkbox" name="other"></form>`;
  startTickAll(document);
  const [head, one, two, other] = document.querySelectorAll('input');
  expect(head?.hidden).toBe(false);
  head?.click();
  expect([one?.checked, two?.checked, other?.checked]).toEqual([true, true, false]);
});
