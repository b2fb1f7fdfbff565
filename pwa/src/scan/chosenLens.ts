import type { Lens } from './lenses';

const STORED = 'lens';

/** The lens that was chosen on this device, by hand and for good. */
export function chosenLens(): Lens | undefined {
  try {
    const stored = JSON.parse(localStorage.getItem(STORED) ?? 'null');
    return typeof stored?.deviceId === 'string' ? stored : undefined;
  } catch {
    return undefined;
  }
}

export function chooseLens({ deviceId, label }: Lens): void {
  localStorage.setItem(STORED, JSON.stringify({ deviceId, label }));
}

/** The chosen lens among those there are: a browser may give its lenses new ids, not new names. */
export function chosenAmong(lenses: readonly Lens[]): Lens | undefined {
  const chosen = chosenLens();
  if (chosen === undefined) return undefined;
  const same = lenses.find((lens) => lens.deviceId === chosen.deviceId);
  return same ?? lenses.find((lens) => lens.label !== '' && lens.label === chosen.label);
}
