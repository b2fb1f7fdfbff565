// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { Ink } from '../ui/ink';
import { startSignField } from './signField';

function page(before = '') {
  document.body.innerHTML = `<fieldset data-signing><div class="sign-box" hidden><canvas></canvas>
    <button type="button">wipe</button></div><input type="hidden" name="signature"></fieldset>`;
  const [canvas, sent, wipe] = ['canvas', 'input', 'button'].map((one) => {
    const found = document.querySelector(one);
    if (!found) throw new Error(one);
    return found;
  }) as [HTMLCanvasElement, HTMLInputElement, HTMLButtonElement];
  Object.defineProperties(canvas, { clientWidth: { value: 300 }, clientHeight: { value: 100 } });
  canvas.setPointerCapture = () => {};
  sent.value = before;
  startSignField(document);
  const move = (type: string, clientX: number, clientY: number, pointerId = 1) =>
    canvas.dispatchEvent(new PointerEvent(type, { pointerId, clientX, clientY }));
  return { canvas, sent, wipe, move };
}

test('what is drawn goes along with the form, and wiping takes it away', () => {
  const { canvas, sent, wipe, move } = page();
  expect(canvas.closest<HTMLElement>('.sign-box')?.hidden).toBe(false);
  move('pointerdown', 10, 20);
  expect(sent.value).toBe('');
  move('pointermove', 250, 60);
  move('pointerdown', 5, 5, 2);
  move('pointerup', 250, 60);
  move('pointermove', 300, 90);
  const ink: Ink = { width: 300, height: 100, strokes: [[10, 20, 250, 60]] };
  expect(JSON.parse(sent.value)).toEqual(ink);
  wipe.click();
  expect(sent.value).toBe('');
});

test('a signature survives a form that came back', () => {
  const ink: Ink = { width: 300, height: 100, strokes: [[10, 20, 250, 60]] };
  const { sent } = page(JSON.stringify(ink));
  expect(JSON.parse(sent.value)).toEqual(ink);
  expect(page('{no ink').sent.value).toBe('');
});
