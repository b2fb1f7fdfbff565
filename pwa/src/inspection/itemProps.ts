import type { ChecklistItem, ItemAnswer } from '../domain/checklist';

export type Said = Omit<ItemAnswer, 'item'>;

export type ItemProps = {
  readonly item: ChecklistItem;
  /** Undefined as long as nothing is said of it. */
  readonly answer: ItemAnswer | undefined;
  /** Null takes back what was said. */
  readonly onAnswer: (said: Said | null) => void;
};
