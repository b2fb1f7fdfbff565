import { useEffect, useReducer } from 'preact/hooks';

/** Anything that holds a value and tells when it changes. */
export type Watched<T> = {
  get(): T;
  subscribe(listener: (value: T) => void): () => void;
};

/** The current value; the component is drawn again when it changes. */
export function useValue<T>(watched: Watched<T>): T {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  useEffect(() => watched.subscribe(() => redraw(undefined)), [watched]);
  return watched.get();
}
