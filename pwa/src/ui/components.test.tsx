// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, test, vi } from 'vitest';
import { Bar } from './Bar';
import { BigChoice } from './BigChoice';
import { Chips } from './Chips';
import { Field } from './Field';
import { List, ROWS_AT_ONCE } from './List';
import { Sheet } from './Sheet';
import { say, Toast } from './Toast';

afterEach(() => render(null, document.body));

const draw = (tree: preact.ComponentChild) => act(() => render(tree, document.body));
const find = (selector: string) => document.querySelector<HTMLElement>(selector);
const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];

test('what waits is said in words, facts before photos before what is held', async () => {
  const said = async (facts: number, photos: number, held: number) => {
    await draw(<Bar facts={facts} photos={photos} held={held} href="/app/waiting" />);
    return document.body.textContent;
  };
  expect(await said(3, 2, 1)).toBe('3 条待上传');
  expect(await said(0, 2, 1)).toBe('2 张照片待上传');
  expect(await said(0, 0, 1)).toBe('1 条待处理');
  expect(await said(0, 0, 0)).toBe('没有待上传');
});

test('a long list shows 50 rows and more on demand', async () => {
  const items = Array.from({ length: 120 }, (_, n) => n);
  await draw(<List items={items} keyOf={(n) => n} row={(n) => <span>{n}</span>} />);
  expect(all('li')).toHaveLength(ROWS_AT_ONCE);
  await act(() => find('button')?.click());
  expect(all('li')).toHaveLength(2 * ROWS_AT_ONCE);
});

test('a choice gives its value', async () => {
  const chosen = vi.fn();
  const options = [
    { value: 'a', label: 'A' },
    { value: 'b', label: 'B' },
  ] as const;
  await draw(<BigChoice legend="which" options={options} value="a" onChange={chosen} />);
  all('input')[1]?.click();
  expect(chosen).toHaveBeenCalledWith('b');
  expect(find('.chosen')?.textContent).toBe('A');
});

test('a tapped phrase comes and goes', async () => {
  const onChange = vi.fn();
  const options = [{ value: 'dark', label: '灯不亮' }];
  await draw(<Chips label="x" options={options} chosen={['dark']} onChange={onChange} />);
  expect(find('.chip')?.getAttribute('aria-pressed')).toBe('true');
  find('.chip')?.click();
  expect(onChange).toHaveBeenCalledWith([]);
});

test("a field's error is tied to its input and read out", async () => {
  await draw(<Field label="code" value="" onInput={() => undefined} error="wrong" />);
  const input = find('input');
  expect(input?.getAttribute('aria-invalid')).toBe('true');
  const note = document.getElementById(input?.getAttribute('aria-describedby') ?? '');
  expect(note?.querySelector('[role=alert]')?.textContent).toBe('wrong');
});

test('a locked sheet offers no way out of its own', async () => {
  await draw(
    <Sheet title="form" locked onClose={() => undefined}>
      text
    </Sheet>,
  );
  expect(find('dialog')?.hasAttribute('open')).toBe(true);
  expect(find('.sheet-close')).toBeNull();
});

test('a toast is read out and goes', async () => {
  vi.useFakeTimers();
  await draw(<Toast />);
  await act(() => say('saved'));
  expect(find('[role=status]')?.textContent).toBe('saved');
  await act(() => void vi.advanceTimersByTime(4000));
  expect(find('[role=status]')?.textContent).toBe('');
  vi.useRealTimers();
});
