import type { ComponentType } from 'preact';
import { allTexts, t } from './messages';
import { Notice } from './Notice';
import { useLoaded } from './useLoaded';

/** A component whose code and texts come when it is first shown; what is loading and what failed is said. */
export function lazy<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  // A component is a function, which a state setter would call: it travels in a box.
  const boxed = async () => {
    const [Part] = await Promise.all([load(), allTexts()]);
    return { Part };
  };
  return function Lazy(props: P) {
    const { value, failed } = useLoaded(boxed, []);
    if (failed !== undefined)
      return <Notice kind="bad">{t('app.failed', { code: 'part' })}</Notice>;
    return value ? <value.Part {...props} /> : <p aria-live="polite">{t('app.loading')}</p>;
  };
}
