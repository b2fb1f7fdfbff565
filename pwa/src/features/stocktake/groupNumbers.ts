/** What is said of a group; `pupil`: taken over from a pupil's count. */
export type Numbers = {
  readonly good: number;
  readonly damaged: number;
  readonly how: 'typed' | 'pupil';
};

/** The numbers as a draft keeps them; what it does not say is as at the start. */
export function numbersIn(
  fields: Readonly<Record<string, string>> | undefined,
  start: Numbers,
): Numbers {
  if (fields === undefined) return start;
  const { good = start.good, damaged = start.damaged, how = start.how } = fields;
  return { good: Number(good), damaged: Number(damaged), how: how === 'pupil' ? 'pupil' : 'typed' };
}
