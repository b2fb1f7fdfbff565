import type { Checklist } from '../db';
import { type ChecklistItem, type ItemAnswer, missing } from '../domain/checklist';

type Items = readonly ChecklistItem[];
type Answers = readonly ItemAnswer[];

export function answerTo(answers: Answers, key: string): ItemAnswer | undefined {
  return answers.find((one) => one.item === key);
}

/** The answers with a new one, or without any to `key` when it is null. */
export function withAnswer(
  answers: Answers,
  key: string,
  answer: Omit<ItemAnswer, 'item'> | null,
): Answers {
  const others = answers.filter((one) => one.item !== key);
  return answer === null ? others : [...others, { item: key, ...answer }];
}

/** In the items' order: what the person said, and 正常 for each check nobody spoke of. */
export function complete(items: Items, answers: Answers): Answers {
  return items.flatMap((item) => {
    const ok = { item: item.key, answer: 'ok', value: null } as const;
    const said = answerTo(answers, item.key) ?? (item.answer === 'check' ? ok : undefined);
    return said === undefined ? [] : [said];
  });
}

/** What 正常 alone does not answer: readings, choices and scores. */
export function toFill(items: Items): Items {
  return items.filter((item) => item.answer !== 'check');
}

/** Whether one tap on 正常 says all there is to say. */
export function isOneTap(checklist: Checklist | null): boolean {
  return checklist === null || toFill(checklist.items).length === 0;
}

/** The items that still want an answer. */
export function unanswered(items: Items, answers: Answers): Items {
  const keys = missing(items, complete(items, answers));
  return items.filter((item) => keys.includes(item.key));
}

/** How the phrase of an item is named among the phrases of an inspection. */
export const phraseKey = (item: string, phrase: string) => `${item}:${phrase}`;

export type Section = { readonly title: string; readonly items: Items };

/** Items with the same section in a row stand under one heading. */
export function sectionsOf(items: Items, title: (item: ChecklistItem) => string): Section[] {
  const sections: { title: string; items: ChecklistItem[] }[] = [];
  for (const item of items) {
    const last = sections[sections.length - 1];
    if (last?.title === title(item)) last.items.push(item);
    else sections.push({ title: title(item), items: [item] });
  }
  return sections;
}
