import { isSameThing, type Thing } from '../../domain/facts';
import type { LabelOverlay } from '../outbox/types';

type Labels = ReadonlyMap<string, LabelOverlay>;

export const ofAsset = (id: string): Thing => ({ asset_id: id, place_id: null });
export const ofPlace = (id: string): Thing => ({ asset_id: null, place_id: id });

/** The codes that lead to a thing, the current one first, as this phone knows them. */
export function overlaidCodes(
  thing: Thing,
  codes: readonly string[],
  labels: Labels,
): readonly string[] {
  if (labels.size === 0) return codes;
  const here = [...labels].filter(([, label]) => label.stands && isSameThing(label.thing, thing));
  const bound = here.map(([code]) => code).reverse();
  return [...bound, ...codes.filter((code) => !isMoved(labels.get(code), thing))];
}

/** Whether the register's word that a code leads to `thing` holds no more. */
function isMoved(label: LabelOverlay | undefined, thing: Thing): boolean {
  return label !== undefined && (label.stands || isSameThing(label.thing, thing));
}
