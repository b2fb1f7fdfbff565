import { useId } from 'preact/hooks';

export type Option<V extends string> = { readonly value: V; readonly label: string };

type Props<V extends string> = {
  readonly legend: string;
  readonly options: readonly Option<V>[];
  readonly value: V | undefined;
  /** Side by side, for a few short words. */
  readonly inline?: boolean;
  readonly onChange: (value: V) => void;
};

/** One of a few; large rows that show the choice by mark and colour. */
export function BigChoice<V extends string>(props: Props<V>) {
  const name = useId();
  return (
    <fieldset class="choice">
      <legend>{props.legend}</legend>
      <div class={props.inline ? 'choice-options choice-inline' : 'choice-options'}>
        {props.options.map((option) => (
          <label key={option.value} class={option.value === props.value ? 'chosen' : ''}>
            <input
              type="radio"
              name={name}
              checked={option.value === props.value}
              onChange={() => props.onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
