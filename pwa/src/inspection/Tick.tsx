type Props = {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
};

/** One yes or no, as large as any other answer. */
export function Tick({ label, checked, onChange }: Props) {
  return (
    <fieldset class="choice">
      <label class={checked ? 'chosen' : ''}>
        <input
          type="checkbox"
          checked={checked}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        {label}
      </label>
    </fieldset>
  );
}
