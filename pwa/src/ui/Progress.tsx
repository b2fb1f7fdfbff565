type Props = { readonly label: string; readonly done: number; readonly total: number };

/** How far something has come, in words and as a bar. */
export function Progress({ label, done, total }: Props) {
  return (
    <div class="stack">
      <p aria-live="polite">{label}</p>
      <progress class="progress" aria-label={label} max={Math.max(total, 1)} value={done} />
    </div>
  );
}
