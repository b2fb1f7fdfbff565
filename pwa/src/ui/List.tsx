import type { ComponentChildren, Key } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from './Button';
import { t } from './messages';

/** Rows on the first screen; a cheap phone draws no more at once. */
export const ROWS_AT_ONCE = 50;

type Props<T> = {
  readonly items: readonly T[];
  readonly keyOf: (item: T) => Key;
  readonly row: (item: T) => ComponentChildren;
};

/** Shows 50 rows and 50 more on demand. */
export function List<T>({ items, keyOf, row }: Props<T>) {
  const [shown, show] = useState(ROWS_AT_ONCE);
  return (
    <div class="stack">
      <ul class="list">
        {items.slice(0, shown).map((item) => (
          <li key={keyOf(item)}>{row(item)}</li>
        ))}
      </ul>
      {items.length > shown && (
        <Button wide onClick={() => show(shown + ROWS_AT_ONCE)}>
          {t('app.more')}
        </Button>
      )}
    </div>
  );
}
