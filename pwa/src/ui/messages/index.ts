import { signal } from '@preact/signals';
import type { Key, Messages, Params } from './keys';
import { zh } from './zh';

export type { Key } from './keys';

/** Chinese is always there; another language's texts come when it is chosen. */
const LANGUAGES = {
  zh: async (): Promise<Messages> => zh,
  en: async (): Promise<Messages> => (await import('./en')).en,
};
export type Language = keyof typeof LANGUAGES;

const STORED = 'language';
const TAGS: Record<Language, string> = { zh: 'zh-CN', en: 'en' };

const chosen = signal<{ readonly name: Language; readonly texts: Messages }>({
  name: 'zh',
  texts: zh,
});

/** The chosen language; components that call it or `t` follow it. */
export function language(): Language {
  return chosen.value.name;
}

/** The BCP 47 tag of the chosen language. */
export function languageTag(): string {
  return TAGS[language()];
}

/** Shows a language, and tells it to the browser and to screen readers. */
async function show(name: Language): Promise<void> {
  chosen.value = { name, texts: await LANGUAGES[name]() };
  document.documentElement.lang = languageTag();
  document.title = t('app.name');
}

export async function chooseLanguage(name: Language): Promise<void> {
  localStorage.setItem(STORED, name);
  await show(name);
}

/** Shows the language that was chosen last; Chinese when its texts cannot be had. */
export async function showLanguage(): Promise<void> {
  const stored = localStorage.getItem(STORED);
  await show(stored === 'en' ? 'en' : 'zh').catch(() => show('zh'));
}

export type Values = Readonly<Record<string, string | number>>;

function filled(text: string, params: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** The text of `key` in the chosen language. */
export function t<K extends Key>(key: K, ...[params]: Params<K>): string {
  return filled(chosen.value.texts[key], params ?? {});
}

/** `area.code` where it has a sentence; a code without one is named, never swallowed. */
function coded(area: 'problem' | 'held', code: string, params: Values = {}): string {
  const key = `${area}.${code}`;
  return key in zh
    ? filled(chosen.value.texts[key as Key], params)
    : t('problem.unknown', { code });
}

/** The sentence for a problem's stable code. */
export function problemText(code: string, params?: Values): string {
  return coded('problem', code, params);
}

/** Why the server keeps a record without applying it. */
export function heldText(reason: string): string {
  return coded('held', reason);
}
