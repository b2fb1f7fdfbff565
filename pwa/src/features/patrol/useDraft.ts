import { useEffect } from 'preact/hooks';
import { holdDraft } from '../../ui/draftLock';

/** While something unsaved is open: no update takes over, and the browser asks before leaving. */
export function useDraft(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    const release = holdDraft();
    window.addEventListener('beforeunload', ask);
    return () => {
      release();
      window.removeEventListener('beforeunload', ask);
    };
  }, [dirty]);
}
