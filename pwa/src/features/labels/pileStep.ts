/** What is open of a pile; all of it stands in the address. */
export type PileStep = {
  /** Null before it has begun. */
  readonly id: string | null;
  readonly step: 'list' | 'scan' | 'pick';
  /** The place that is open while things are picked. */
  readonly at: string | null;
};

const STEPS = ['scan', 'pick'] as const;

export function pileStepOf(query: string): PileStep {
  const given = new URLSearchParams(query);
  const step = STEPS.find((name) => name === given.get('step')) ?? 'list';
  return { id: given.get('id'), step, at: given.get('at') };
}

export function pileHref(id: string, step: PileStep['step'] = 'list', at?: string | null): string {
  const query = new URLSearchParams({ id });
  if (step !== 'list') query.set('step', step);
  if (at !== undefined && at !== null) query.set('at', at);
  return `/app/labels/pile?${query}`;
}
