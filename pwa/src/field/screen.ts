import type { ComponentChildren } from 'preact';
import type { Phone } from '../sync';

/** What every screen gets from the composition root. */
export type Screen = {
  readonly phone: Phone;
  readonly go: (address: string, replace?: boolean) => void;
  /** What waits; it stands on every screen. */
  readonly bar: ComponentChildren;
};
