import { useId } from 'preact/hooks';
import { t } from '../../ui/messages';

type Props = {
  readonly label: string;
  /** Null: nothing was said yet. */
  readonly value: number | null;
  readonly most?: number;
  readonly look?: 'plain' | 'bad';
  readonly onChange: (value: number) => void;
};

const MOST = 100_000;

/** A number to be typed, or counted up and down with the thumb. */
export function Stepper({ label, value, most = MOST, look = 'plain', onChange }: Props) {
  const id = useId();
  const set = (next: number) => onChange(Math.min(Math.max(next, 0), most));
  const typed = (text: string) => set(Number(text.normalize('NFKC').replace(/\D/g, '') || 0));
  return (
    <div class={`stepper stepper-${look}`}>
      <label for={id}>{label}</label>
      <button
        type="button"
        class="button"
        aria-label={t('stocktake.less', { name: label })}
        disabled={value === 0}
        onClick={() => set((value ?? 0) - 1)}
      >
        −
      </button>
      <input
        id={id}
        inputMode="numeric"
        autocomplete="off"
        value={value ?? ''}
        onFocus={(event) => event.currentTarget.select()}
        onInput={(event) => typed(event.currentTarget.value)}
      />
      <button
        type="button"
        class="button"
        aria-label={t('stocktake.more', { name: label })}
        onClick={() => set((value ?? 0) + 1)}
      >
        +
      </button>
    </div>
  );
}
