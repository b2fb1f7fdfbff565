import { useEffect, useState } from 'preact/hooks';
import type { Phone, Reconciliation } from '../../sync';
import { errorText } from '../../ui/errorText';
import { useValue } from '../../ui/useValue';

export type Asked =
  | { readonly state: 'asking' }
  | { readonly state: 'answered'; readonly answer: Reconciliation }
  | { readonly state: 'failed'; readonly why: string };

/** Asks the server by name for everything this phone keeps, once nothing waits and on demand. */
export function useReconciliation(phone: Phone): { asked: Asked; ask: () => Promise<void> } {
  const { facts, photos } = useValue(phone.status).waiting;
  const [asked, setAsked] = useState<Asked>({ state: 'asking' });
  const ask = async () => {
    setAsked({ state: 'asking' });
    try {
      setAsked({ state: 'answered', answer: await phone.reconcile() });
    } catch (error) {
      setAsked({ state: 'failed', why: errorText(error) });
    }
  };
  const allSent = facts + photos === 0;
  useEffect(() => {
    if (allSent) void ask();
    else void phone.sync('button');
  }, [allSent]);
  return { asked, ask };
}
