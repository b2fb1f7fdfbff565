import type { Phone } from '../../sync';
import { Button } from '../../ui/Button';
import { problemText, t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { useValue } from '../../ui/useValue';

/** These end by signing in again. */
const SIGN_IN: readonly string[] = ['sign_in_needed', 'signed_in_as_other'];

/** What keeps records from going up, and what to do about it. */
export function SyncTrouble({ phone }: { readonly phone: Phone }) {
  const { error, phase } = useValue(phone.status);
  if (error === null) return null;
  return (
    <>
      {phase !== 'running' && <Notice kind="warn">{problemText(error)}</Notice>}
      {SIGN_IN.includes(error) && (
        <Button kind="main" wide href="/app/sign-in">
          {t('signIn.go')}
        </Button>
      )}
    </>
  );
}
