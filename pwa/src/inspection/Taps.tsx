import type { Option } from '../ui/BigChoice';
import { Chip } from '../ui/Chip';

type Props = {
  readonly label: string;
  readonly options: readonly Option<string>[];
  readonly chosen: readonly string[];
  readonly onTap: (value: string) => void;
};

/** Words to tap that belong to something which says its name already. */
export function Taps({ label, options, chosen, onTap }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend of its own.
    <div class="chips" role="group" aria-label={label}>
      {options.map(({ value, label: text }) => (
        <Chip
          key={value}
          text={text}
          isChosen={chosen.includes(value)}
          onTap={() => onTap(value)}
        />
      ))}
    </div>
  );
}
