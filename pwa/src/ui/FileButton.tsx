import { useId } from 'preact/hooks';

type Props = {
  readonly label: string;
  readonly disabled?: boolean;
  readonly onFile: (file: File) => void;
};

/** Opens the phone's own camera or gallery; works where a page gets no camera stream. */
export function FileButton({ label, disabled, onFile }: Props) {
  const id = useId();
  return (
    <div class="file">
      <input
        id={id}
        class="visually-hidden"
        type="file"
        accept="image/*"
        disabled={disabled}
        onChange={(event) => {
          const input = event.currentTarget;
          const file = input.files?.[0];
          // The same file chosen again is to count as a new choice.
          input.value = '';
          if (file) onFile(file);
        }}
      />
      <label class="button button-wide" for={id}>
        {label}
      </label>
    </div>
  );
}
