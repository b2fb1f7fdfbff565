import { signal } from '@preact/signals';

export type Theme = 'auto' | 'light' | 'dark';
export type Size = 'normal' | 'large' | 'xlarge';

const stored = (key: string) => globalThis.localStorage?.getItem(key);

function known<V extends string>(value: string | null | undefined, all: readonly V[], first: V): V {
  return all.find((one) => one === value) ?? first;
}

export const THEMES = ['auto', 'light', 'dark'] as const;
export const SIZES = ['normal', 'large', 'xlarge'] as const;

export const theme = signal<Theme>(known(stored('theme'), THEMES, 'auto'));
export const size = signal<Size>(known(stored('size'), SIZES, 'normal'));

const dark = globalThis.matchMedia?.('(prefers-color-scheme: dark)');

/** Puts the chosen look on the page. */
export function showLook(): void {
  const { dataset } = document.documentElement;
  const chosen = theme.value === 'auto' ? (dark?.matches ? 'dark' : 'light') : theme.value;
  dataset.theme = chosen;
  dataset.size = size.value;
}

dark?.addEventListener?.('change', showLook);

export function chooseTheme(chosen: Theme): void {
  theme.value = chosen;
  localStorage.setItem('theme', chosen);
  showLook();
}

export function chooseSize(chosen: Size): void {
  size.value = chosen;
  localStorage.setItem('size', chosen);
  showLook();
}
