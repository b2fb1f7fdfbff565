import type { How, Result, RoundKey } from '../domain/facts';
import type { View } from '../field/thing';
import type { Phone } from '../sync';
import type { Begun } from './useDraft';

export type PanelProps = {
  readonly phone: Phone;
  /** With the checklist that is to be answered here: a stop may have its own. */
  readonly view: View;
  readonly how: How;
  readonly onSaved: (result: Result) => void;
  /** The form needs the camera for itself, and must not be closed by accident. */
  readonly onForm?: (open: boolean) => void;
  /** The round it is done in; null or left out: in none. */
  readonly round?: RoundKey | null;
  /** When its label was read, ms by the phone's clock; null or left out: it was not. */
  readonly scannedAt?: number | null;
  /** A spot check: 正常 asks for a photo taken now. */
  readonly wantsPhoto?: boolean;
};

export type FormProps = {
  readonly phone: Phone;
  readonly view: View;
  readonly begun: Begun;
  /** 正常 is believed with a photo taken now. */
  readonly wantsPhoto: boolean;
  readonly onSaved: (result: Result) => void;
  readonly onCancel: () => void;
};
