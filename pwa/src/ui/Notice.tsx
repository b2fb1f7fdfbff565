import type { ComponentChildren } from 'preact';

type Props = {
  readonly kind: 'warn' | 'bad' | 'ok' | 'plain';
  readonly children: ComponentChildren;
};

/** A sentence that wants attention; a failure is read out at once. */
export function Notice({ kind, children }: Props) {
  return (
    <div class={`notice notice-${kind}`} role={kind === 'bad' ? 'alert' : undefined}>
      {children}
    </div>
  );
}

/** Says that there is nothing, and what to do then. */
export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="empty">{children}</p>;
}
