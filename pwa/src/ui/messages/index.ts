import { signal } from '@preact/signals';
import { en } from './en';
import type { Key, Messages, Params } from './keys';
import { zh } from './zh';

export type { Key } from './keys';

const LANGUAGES = { zh, en } satisfies Record<string, Messages>;
export type Language = keyof typeof LANGUAGES;

const STORED = 'language';
const TAGS: Record<Language, string> = { zh: 'zh-CN', en: 'en' };

const stored = globalThis.localStorage?.getItem(STORED);
/** Components that call `t` follow it. */
export const language = signal<Language>(stored === 'en' ? 'en' : 'zh');

/** The BCP 47 tag of the chosen language. */
export function languageTag(): string {
  return TAGS[language.value];
}

export function chooseLanguage(chosen: Language): void {
  language.value = chosen;
  localStorage.setItem(STORED, chosen);
  showLanguage();
}

/** Tells the page's language to the browser and to screen readers. */
export function showLanguage(): void {
  document.documentElement.lang = languageTag();
  document.title = t('app.name');
}

function filled(text: string, params: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** The text of `key` in the chosen language. */
export function t<K extends Key>(key: K, ...[params]: Params<K>): string {
  return filled(LANGUAGES[language.value][key], params ?? {});
}

/** The sentence for a problem's stable code; a code without one is named, never swallowed. */
export function problemText(code: string): string {
  const key = `problem.${code}`;
  return key in zh
    ? filled(LANGUAGES[language.value][key as Key], {})
    : t('problem.unknown', { code });
}
