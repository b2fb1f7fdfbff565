import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../ui/Button';
import { t } from '../ui/messages';
import { Notice } from '../ui/Notice';
import { Discard } from './Discard';

type Props = {
  /** What keeps it from being saved, in words. */
  readonly trouble: string | undefined;
  readonly busy: boolean;
  /** Something is said that would be lost. */
  readonly dirty: boolean;
  readonly onSave: () => void;
  readonly onLeave: () => void;
  /** Another way out. */
  readonly children?: ComponentChildren;
};

/** The end of a form: why it cannot be saved, and its two ways out, within reach of the thumb. */
export function FormFoot({ trouble, busy, dirty, onSave, onLeave, children }: Props) {
  const [leaving, setLeaving] = useState(false);
  return (
    <>
      <div class="answers">
        {trouble && <Notice kind="bad">{trouble}</Notice>}
        {children}
        <Button onClick={() => (dirty ? setLeaving(true) : onLeave())}>{t('app.cancel')}</Button>
        <Button kind="main" disabled={busy} onClick={onSave}>
          {busy ? t('record.saving') : t('record.save')}
        </Button>
      </div>
      {leaving && <Discard onStay={() => setLeaving(false)} onLeave={onLeave} />}
    </>
  );
}
