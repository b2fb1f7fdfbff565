// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { startCopyText } from './copyText';

test('the button selects the whole text, copies it and says so', () => {
  document.body.innerHTML = `<textarea id="words">今天巡查三次。</textarea>
    <div data-copy="words" hidden><button type="button"></button><span role="status" hidden></span></div>`;
  const copied = vi.fn(() => true);
  document.execCommand = copied;
  startCopyText(document);
  const area = document.querySelector('textarea');
  expect(document.querySelector<HTMLElement>('[data-copy]')?.hidden).toBe(false);
  document.querySelector('button')?.click();
  expect(copied).toHaveBeenCalledWith('copy');
  expect([area?.selectionStart, area?.selectionEnd]).toEqual([0, 7]);
  expect(document.querySelector<HTMLElement>('[role=status]')?.hidden).toBe(false);
});
