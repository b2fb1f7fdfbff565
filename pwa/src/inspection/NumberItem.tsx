import { useState } from 'preact/hooks';
import { type Answer, judge } from '../domain/checklist';
import { decimalText } from '../domain/decimalText';
import { Field } from '../ui/Field';
import { t } from '../ui/messages';
import type { ItemProps, Said } from './itemProps';
import { itemTitle, limitsText } from './itemWords';
import { Taps } from './Taps';

/** Up to this many points each has a button of its own. */
const FEW_POINTS = 10;

/** What was typed as an answer; null when it is no number that the item asks for. */
function read(item: ItemProps['item'], entered: string): Said | null {
  const value = decimalText(entered);
  const answer = judge(item, value);
  return answer === null ? null : { answer, value };
}

/** What is to be said at once about the number: no number at all, or outside of its limits. */
function trouble({ item, answer }: ItemProps, entered: string): string | undefined {
  if (answer?.answer === 'abnormal' && answer.value !== null) return t('checklist.outside');
  if (entered.trim() === '' || answer) return undefined;
  return item.answer === 'score' ? limitsText(item) : t('checklist.notNumber');
}

/** A number with its limits in words, or why there is none. */
export function NumberItem(props: ItemProps) {
  const { item, answer, onAnswer } = props;
  // What is being typed ("0.") is not yet the number that is kept.
  const [entered, setEntered] = useState(answer?.value ?? '');
  const type = (text: string) => {
    setEntered(text);
    onAnswer(read(item, text));
  };
  const instead = (found: Answer) => {
    setEntered('');
    const again = answer?.value === null && answer.answer === found;
    onAnswer(again ? null : { answer: found, value: null });
  };
  const without = item.answer === 'reading' ? (['abnormal', 'not_applicable'] as const) : NOT_HERE;
  const points = item.answer === 'score' && (item.most ?? 0) <= FEW_POINTS;
  return (
    <div class="stack">
      {points ? (
        <Points {...props} entered={entered} onTap={type} />
      ) : (
        <Field
          kind="number"
          label={itemTitle(item)}
          value={entered}
          onInput={type}
          hint={limitsText(item)}
          error={trouble(props, entered)}
        />
      )}
      <Taps
        label={itemTitle(item)}
        options={without.map((value) => ({ value, label: t(`noNumber.${value}`) }))}
        chosen={answer?.value === null ? [answer.answer] : []}
        onTap={(value) => instead(value as Answer)}
      />
    </div>
  );
}

const NOT_HERE = ['not_applicable'] as const;

function Points({
  item,
  entered,
  onTap,
}: ItemProps & { entered: string; onTap: (point: string) => void }) {
  const points = Array.from({ length: (item.most ?? 0) + 1 }, (_, point) => String(point));
  return (
    <div class="stack">
      <p class="asked-title">{itemTitle(item)}</p>
      <p class="soft">{limitsText(item)}</p>
      <Taps
        label={itemTitle(item)}
        options={points.map((value) => ({ value, label: value }))}
        chosen={[entered]}
        onTap={onTap}
      />
    </div>
  );
}
