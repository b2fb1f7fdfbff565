import type { Checklist } from '../db';
import type { ChecklistItem } from '../domain/checklist';
import { language, t } from '../ui/messages';

type Text = { readonly zh: string; readonly en: string };

/** An item, a choice or a phrase in the person's language. */
export function said(text: Text): string {
  return language() === 'zh' ? text.zh : text.en;
}

export function sectionTitle({ section_zh = '', section_en = '' }: ChecklistItem): string {
  return said({ zh: section_zh, en: section_en });
}

/** What a thing is asked, by name; empty when that is nothing. */
export function checklistText(checklist: Checklist | null): string {
  return checklist === null ? '' : said({ zh: checklist.name_zh, en: checklist.name_en });
}

/** What an item asks, with the unit of its number. */
export function itemTitle(item: ChecklistItem): string {
  return item.unit ? t('checklist.withUnit', { item: said(item), unit: item.unit }) : said(item);
}

/** Within which limits a number is in order; empty when there are none. */
export function limitsText({ low, high, unit = '', answer, most }: ChecklistItem): string {
  if (answer === 'score') {
    const score = { most: most ?? 0 };
    if (low === undefined) return t('checklist.score', score);
    return t('checklist.scoreFrom', { ...score, low });
  }
  if (low !== undefined && high !== undefined) return t('checklist.between', { low, high, unit });
  if (low !== undefined) return t('checklist.atLeast', { low, unit });
  return high === undefined ? '' : t('checklist.atMost', { high, unit });
}

/** Items by name, as a sentence lists them. */
export function itemNames(items: readonly ChecklistItem[], keys: readonly string[]): string {
  const named = items.filter(({ key }) => keys.includes(key)).map(said);
  return named.join(t('checklist.comma'));
}
