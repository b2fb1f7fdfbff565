import { judge } from '../domain/checklist';
import { BigChoice } from '../ui/BigChoice';
import { t } from '../ui/messages';
import type { ItemProps } from './itemProps';
import { itemTitle, said } from './itemWords';
import { NumberItem } from './NumberItem';

const NOT_HERE = 'not_applicable';
const CHECKS = ['ok', 'abnormal', NOT_HERE] as const;

/** 正常 as long as the person does not say otherwise. */
function CheckItem({ item, answer, onAnswer }: ItemProps) {
  return (
    <div class="asked-check">
      <BigChoice
        inline
        legend={itemTitle(item)}
        value={answer?.answer ?? 'ok'}
        options={CHECKS.map((value) => ({ value, label: t(`answer.${value}`) }))}
        onChange={(value) => onAnswer({ answer: value, value: null })}
      />
    </div>
  );
}

function ChoiceItem({ item, answer, onAnswer }: ItemProps) {
  const choices = (item.choices ?? []).map((one) => ({ value: one.key, label: said(one) }));
  const choose = (key: string) => {
    const found = judge(item, key);
    onAnswer(found === null ? { answer: NOT_HERE, value: null } : { answer: found, value: key });
  };
  return (
    <BigChoice
      inline
      legend={itemTitle(item)}
      value={answer && (answer.value ?? NOT_HERE)}
      options={[...choices, { value: NOT_HERE, label: t('answer.not_applicable') }]}
      onChange={choose}
    />
  );
}

/** The big controls with which one item is answered. */
export function ItemAnswers(props: ItemProps) {
  switch (props.item.answer) {
    case 'check':
      return <CheckItem {...props} />;
    case 'choice':
      return <ChoiceItem {...props} />;
    default:
      return <NumberItem {...props} />;
  }
}
