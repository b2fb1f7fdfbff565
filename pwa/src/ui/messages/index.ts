import { signal } from '@preact/signals';
import { firstZh } from './firstZh';
import type { Key, Messages, Params } from './keys';

export type { Key } from './keys';

/** Some Chinese is always there; the rest, and other languages, come when they are needed. */
const LANGUAGES = {
  zh: async (): Promise<Messages> => ({ ...firstZh, ...(await import('./zh')).zh }),
  en: async (): Promise<Messages> => (await import('./en')).en,
};
export type Language = keyof typeof LANGUAGES;

const STORED = 'language';
const TAGS: Record<Language, string> = { zh: 'zh-CN', en: 'en' };

type Chosen = { readonly name: Language; readonly texts: Partial<Messages> };

const chosen = signal<Chosen>({ name: 'zh', texts: firstZh });
/** Whose texts are there or on their way. */
let wanted: Language = 'zh';

/** The chosen language; components that call it or `t` follow it. */
export function language(): Language {
  return chosen.value.name;
}

/** The BCP 47 tag of the chosen language. */
export function languageTag(): string {
  return TAGS[language()];
}

/** Tells a language to the browser and to screen readers too. */
function tell(texts: Chosen): void {
  chosen.value = texts;
  document.documentElement.lang = languageTag();
  document.title = t('app.name');
}

async function show(name: Language): Promise<void> {
  wanted = name;
  const texts = await LANGUAGES[name]();
  if (wanted === name) tell({ name, texts });
}

export async function chooseLanguage(name: Language): Promise<void> {
  localStorage.setItem(STORED, name);
  await show(name);
}

/** Shows the language that was chosen last, the first texts at least; Chinese if it cannot be had. */
export async function showLanguage(): Promise<void> {
  if (localStorage.getItem(STORED) === 'en') await show('en').catch(() => undefined);
  if (language() === 'zh') tell(chosen.value);
}

/** Resolves when every text of the language is there; a screen that comes later waits for it. */
export async function allTexts(): Promise<void> {
  if (!('signIn.title' in chosen.value.texts)) await show(language());
}

export type Values = Readonly<Record<string, string | number>>;

function filled(text: string, params: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** The text of `key` in the chosen language. */
export function t<K extends Key>(key: K, ...[params]: Params<K>): string {
  return filled(chosen.value.texts[key] ?? key, params ?? {});
}

/** `area.code` where it has a sentence; a code without one is named, never swallowed. */
function coded(area: 'problem' | 'held', code: string, params: Values = {}): string {
  const key = `${area}.${code}`;
  const text = chosen.value.texts[key as Key];
  return text === undefined ? t('problem.unknown', { code }) : filled(text, params);
}

/** The sentence for a problem's stable code. */
export function problemText(code: string, params?: Values): string {
  return coded('problem', code, params);
}

/** Why the server keeps a record without applying it. */
export function heldText(reason: string): string {
  return coded('held', reason);
}
