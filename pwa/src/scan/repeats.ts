/** How long the same label is ignored, in ms. */
export const REPEAT_MS = 2000;

export type Repeats = {
  /** Those of the labels in view that are to be told; none of them is marked as told by that. */
  fresh(labels: readonly string[], now: number): readonly string[];
  /** Told: ignored until it was out of view for two seconds. */
  told(label: string, now: number): void;
  /** Put aside: ignored for two seconds, in view or not. */
  aside(label: string, now: number): void;
  /** The view was covered for so long, in ms: for what is ignored that time has not passed. */
  covered(ms: number): void;
};

type Ignored = { until: number; readonly whileSeen: boolean };

/** Tells a label that is shown anew from one that simply stays in view. */
export function watchRepeats(): Repeats {
  const ignored = new Map<string, Ignored>();
  const ignore = (label: string, now: number, whileSeen: boolean) =>
    void ignored.set(label, { until: now + REPEAT_MS, whileSeen });
  const dropOld = (now: number) => {
    for (const [label, { until }] of ignored) if (until <= now) ignored.delete(label);
  };
  return {
    fresh(labels, now) {
      dropOld(now);
      for (const label of labels) {
        const known = ignored.get(label);
        if (known?.whileSeen) known.until = now + REPEAT_MS;
      }
      return labels.filter((label) => !ignored.has(label));
    },
    told: (label, now) => ignore(label, now, true),
    aside: (label, now) => ignore(label, now, false),
    covered(ms) {
      for (const known of ignored.values()) known.until += ms;
    },
  };
}
