import type { Option } from './BigChoice';
import { Chip } from './Chip';

type Props = {
  readonly label: string;
  readonly options: readonly Option<string>[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
};

/** Phrases to tap; any number of them. */
export function Chips({ label, options, chosen, onChange }: Props) {
  const toggle = (value: string) =>
    onChange(chosen.includes(value) ? chosen.filter((v) => v !== value) : [...chosen, value]);
  return (
    <fieldset class="choice">
      <legend>{label}</legend>
      <div class="chips">
        {options.map(({ value, label: text }) => (
          <Chip
            key={value}
            text={text}
            isChosen={chosen.includes(value)}
            onTap={() => toggle(value)}
          />
        ))}
      </div>
    </fieldset>
  );
}
