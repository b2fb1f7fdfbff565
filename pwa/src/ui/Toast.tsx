import { signal } from '@preact/signals';

const SHOWN_MS = 3500;
const text = signal('');
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says something that needs no answer. */
export function say(words: string): void {
  clearTimeout(timer);
  text.value = words;
  timer = setTimeout(() => {
    text.value = '';
  }, SHOWN_MS);
}

/** Where `say` is seen and read out; rendered once. */
export function Toast() {
  return (
    <div class="toast" role="status" aria-live="polite">
      {text.value && <p>{text.value}</p>}
    </div>
  );
}
