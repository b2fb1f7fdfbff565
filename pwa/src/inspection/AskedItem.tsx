import { type Answer, type ChecklistItem, photoDue } from '../domain/checklist';
import { t } from '../ui/messages';
import { answerTo, phraseKey, withAnswer } from './answers';
import { ItemAnswers } from './ItemAnswers';
import { itemTitle, said } from './itemWords';
import type { Form } from './subject';
import { Taps } from './Taps';

type Said = Pick<Form, 'answers' | 'phrases'>;

type Props = {
  readonly item: ChecklistItem;
  readonly form: Said;
  /** Its phrases stand there before anything is wrong: one tap then says item and phrase. */
  readonly open: boolean;
  /** The form cannot be saved because of it. */
  readonly wanted: boolean;
  readonly onChange: (said: Partial<Said>) => void;
};

/** One item with its answers, and its phrases once it is abnormal. */
export function AskedItem({ item, form, open, wanted, onChange }: Props) {
  const { answers, phrases } = form;
  const answer = answerTo(answers, item.key);
  const abnormal = answer?.answer === 'abnormal';
  const own = item.phrases.map(({ key }) => phraseKey(item.key, key));
  const keep = abnormal ? {} : { answers: withAnswer(answers, item.key, ABNORMAL) };
  const tap = (phrase: string) => {
    const others = phrases.filter((one) => one !== phrase);
    onChange({ ...keep, phrases: phrases.includes(phrase) ? others : [...others, phrase] });
  };
  const look = `asked${abnormal ? ' asked-abnormal' : ''}${wanted ? ' asked-wanted' : ''}`;
  return (
    <li class={`${look} stack`} data-item={item.key} data-answer={answer?.answer}>
      <ItemAnswers
        item={item}
        answer={answer}
        onAnswer={(given) => {
          const next = withAnswer(answers, item.key, given);
          const fine = given?.answer !== 'abnormal';
          onChange({
            answers: next,
            ...(fine && { phrases: phrases.filter((phrase) => !own.includes(phrase)) }),
          });
        }}
      />
      {own.length > 0 && (abnormal || (open && item.answer === 'check')) && (
        <Taps
          label={itemTitle(item)}
          options={item.phrases.map((one) => ({
            value: phraseKey(item.key, one.key),
            label: said(one),
          }))}
          chosen={phrases}
          onTap={tap}
        />
      )}
      {photoDue([item], answers).length > 0 && <p class="soft">{t('checklist.wantsPhoto')}</p>}
    </li>
  );
}

const ABNORMAL = { answer: 'abnormal' as Answer, value: null };
