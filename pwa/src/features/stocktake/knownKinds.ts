import type { NamedKind } from './NewThingForm';
import type { SheetInHand } from './sheetInHand';

const MOST = 12;

/** What things of this room are called, to be tapped instead of typed; each name once. */
export function knownKinds({ groups }: SheetInHand): readonly NamedKind[] {
  const named = new Map(groups.map(({ name, kind_id }) => [name, { name, kind_id }]));
  return [...named.values()].slice(0, MOST);
}
