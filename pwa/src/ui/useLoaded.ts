import { useEffect, useState } from 'preact/hooks';

export type Loaded<T> = { readonly value?: T; readonly failed?: unknown };

/**
 * What `load` gives, read anew whenever one of `inputs` changes. An answer that comes after a
 * newer question is dropped; the last value stays on the screen meanwhile.
 */
export function useLoaded<T>(load: () => Promise<T>, inputs: readonly unknown[]): Loaded<T> {
  const [state, setState] = useState<Loaded<T>>({});
  useEffect(() => {
    let wanted = true;
    load().then(
      (value) => wanted && setState({ value }),
      (failed: unknown) => wanted && setState({ failed }),
    );
    return () => {
      wanted = false;
    };
  }, inputs);
  return state;
}
