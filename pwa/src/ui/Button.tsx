import type { ComponentChildren } from 'preact';

export type ButtonKind = 'plain' | 'main' | 'ok' | 'bad' | 'danger' | 'quiet';

type Props = {
  readonly kind?: ButtonKind;
  readonly wide?: boolean;
  readonly disabled?: boolean;
  /** A place in the app; the button is then a link. */
  readonly href?: string;
  readonly submit?: boolean;
  readonly onClick?: () => void;
  readonly children: ComponentChildren;
};

export function Button({ kind = 'plain', wide, disabled, href, submit, onClick, children }: Props) {
  const look = `button button-${kind}${wide ? ' button-wide' : ''}`;
  if (href !== undefined) {
    return (
      <a class={look} href={href}>
        {children}
      </a>
    );
  }
  return (
    <button class={look} type={submit ? 'submit' : 'button'} disabled={disabled} onClick={onClick}>
      {children}
    </button>
  );
}
