import { useState } from 'preact/hooks';
import { give } from '../scan/signal';
import { attend } from '../sync';
import { errorText } from '../ui/errorText';

export type Saving = {
  readonly busy: boolean;
  /** Why the last try did not save, in words. */
  readonly failure: string | undefined;
  run(save: () => Promise<unknown>, then: () => void): Promise<void>;
};

/** Saves once at a time; "saved" is said only after the database said so. */
export function useSaving(): Saving {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  return {
    busy,
    failure,
    async run(save, then) {
      if (busy) return;
      attend();
      setBusy(true);
      setFailure(undefined);
      try {
        await save();
        give('ok');
        then();
      } catch (error) {
        give('warn');
        setFailure(errorText(error));
      } finally {
        setBusy(false);
      }
    },
  };
}
