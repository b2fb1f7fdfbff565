import { useId } from 'preact/hooks';

type Props = {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly kind?: 'text' | 'password' | 'search' | 'code' | 'pin' | 'number' | 'long';
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly autocomplete?: string;
  readonly maxLength?: number;
};

type Target = { currentTarget: { value: string } };

/** Which keys the phone shows; a number may have a point. */
const INPUT_MODES: Readonly<Record<string, 'numeric' | 'decimal'>> = {
  pin: 'numeric',
  number: 'decimal',
};

/** A labelled input with its hint and its error beside it. */
export function Field(props: Props) {
  const { kind = 'text', hint, error } = props;
  const id = useId();
  const shared = {
    id,
    value: props.value,
    onInput: (event: Target) => props.onInput(event.currentTarget.value),
    maxLength: props.maxLength,
    'aria-invalid': error !== undefined,
    'aria-describedby': `${id}-note`,
  };
  const plain = { code: 'text', pin: 'password', number: 'text' }[kind as string] ?? kind;
  // The type's own alternatives exclude each other in the typings; `text` stands for all of them.
  const type = plain as 'text';
  return (
    <div class={kind === 'code' || kind === 'pin' ? 'field field-code' : 'field'}>
      <label for={id}>{props.label}</label>
      {kind === 'long' ? (
        <textarea {...shared} rows={2} />
      ) : (
        <input
          {...shared}
          type={type}
          autocomplete={props.autocomplete ?? 'off'}
          inputMode={INPUT_MODES[kind]}
          autocapitalize={kind === 'code' ? 'characters' : 'none'}
          spellcheck={kind === 'text'}
        />
      )}
      <div id={`${id}-note`}>
        {hint && <span class="soft field-note">{hint}</span>}
        {error && (
          <span class="field-error" role="alert">
            {error}
          </span>
        )}
      </div>
    </div>
  );
}
