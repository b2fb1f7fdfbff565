/** How long the same text is ignored after it was last in view, in ms. */
export const REPEAT_MS = 2000;

export type Repeats = {
  isNew(text: string, now: number): boolean;
  /** The view was covered until `now`: the last text counts as just seen. */
  again(now: number): void;
};

/** Tells a label that is shown anew from one that simply stays in view. */
export function watchRepeats(): Repeats {
  let last: string | undefined;
  let seen = 0;
  return {
    isNew(text, now) {
      const fresh = text !== last || now - seen >= REPEAT_MS;
      last = text;
      seen = now;
      return fresh;
    },
    again(now) {
      seen = now;
    },
  };
}
