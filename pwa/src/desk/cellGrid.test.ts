// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { startCellGrids } from './cellGrid';

beforeEach(() => {
  document.body.innerHTML = `<form>
    <select id="layout">
      <option value="sheet" data-columns="3" data-rows="8" selected></option>
      <option value="roll" data-columns="1" data-rows="1"></option>
      <option value="tiny" data-columns="13" data-rows="21"></option>
    </select>
    <div data-cells-of="layout"><input type="number" value="5">
      <div class="cells" data-cell-name="Label {n}" hidden></div></div></form>`;
  startCellGrids(document);
});

const field = () => document.querySelector<HTMLElement>('[data-cells-of]');
const input = () => document.querySelector<HTMLInputElement>('input');
const cells = () => Array.from(document.querySelectorAll<HTMLButtonElement>('.cells button'));
const pressed = () => cells().filter((one) => one.getAttribute('aria-pressed') === 'true');

function choose(layout: string): void {
  const select = document.querySelector('select');
  if (select) select.value = layout;
  select?.dispatchEvent(new Event('change', { bubbles: true }));
}

test('a sheet shows all of its cells, those before the first as used', () => {
  expect(cells()).toHaveLength(24);
  expect(cells().filter((one) => one.classList.contains('used'))).toHaveLength(4);
  expect(pressed().map((one) => one.getAttribute('aria-label'))).toEqual(['Label 5']);
});

test('a tap on a cell fills in its number', () => {
  cells()[13]?.click();
  expect(input()?.value).toBe('14');
  expect(pressed()).toEqual([cells()[13]]);
});

test('a typed number moves the mark', () => {
  const typed = input();
  if (typed) typed.value = '2';
  typed?.dispatchEvent(new Event('input', { bubbles: true }));
  expect(pressed()).toEqual([cells()[1]]);
});

test('a roll has no cells to choose from, and its first is the first', () => {
  choose('roll');
  expect(field()?.hidden).toBe(true);
  expect(input()?.value).toBe('1');
  choose('sheet');
  expect(field()?.hidden).toBe(false);
  expect(cells()).toHaveLength(24);
});

test('a sheet of very many cells asks for the number alone', () => {
  choose('tiny');
  expect(document.querySelector<HTMLElement>('.cells')?.hidden).toBe(true);
  expect(cells()).toHaveLength(0);
  expect(input()?.max).toBe('273');
});
