import type { SaidEntry, SaidSighting } from '../../domain/countPacking';
import type { Discrepancy } from '../../domain/reconciliation';
import { groupCode } from '../../scan/code';
import { t } from '../../ui/messages';
import { timeText } from '../../ui/time';
import type { Known } from './knownSheet';
import type { Piece } from './sheetView';

/** How a count differs from the book. */
export function differenceText(difference: number): string {
  if (difference === 0) return t('stocktake.agrees');
  if (difference < 0) return t('stocktake.short', { n: -difference });
  return t('stocktake.over', { n: difference });
}

/** The room alone: `301教室` of `教学楼 / 三楼 / 301教室`. */
export function roomName({ title }: { readonly title: string }): string {
  return title.split(' / ').pop() ?? title;
}

/** What the room is in, from the top down; empty at the top. */
export function whereabouts({ title }: { readonly title: string }): string {
  return title.split(' / ').slice(0, -1).join(' / ');
}

export function pieceTitle({ group, line }: Piece): string {
  return [group.name, line.ledger_number].filter(Boolean).join(' ');
}

/** Something that is not on the list: by the register, by its name, or by what its label says. */
export function sightingTitle(
  { strangers }: Known,
  { name, code, text }: SaidSighting,
  asset: string | null,
): string {
  const known = asset === null ? undefined : strangers.get(asset);
  const label = code === null ? text : groupCode(code);
  return known?.name ?? name ?? label ?? t('stocktake.unnamed');
}

/** Who said something, and when. */
export function saidText({ people }: Known, { author, at }: SaidEntry): string {
  const name = people.find(({ id }) => id === author)?.name ?? '';
  return [name, timeText(at, Date.now())].filter(Boolean).join(' ');
}

function groupName({ groups }: Known, key: string): string {
  return groups.find((group) => group.key === key)?.name ?? key.split('|')[1] ?? key;
}

function listedTitle({ lines, groups, strangers }: Known, asset: string): string {
  const line = lines.find((one) => one.asset === asset);
  const name = groups.find(({ key }) => key === line?.group)?.name;
  if (line === undefined) return strangers.get(asset)?.name ?? '';
  return [name, line.ledger_number].filter(Boolean).join(' ');
}

/** What a discrepancy is about. */
export function discrepancyTitle(known: Known, { asset, group, sighting }: Discrepancy): string {
  const seen = known.said.find((one) => one.id === sighting);
  const isListed = asset !== null && known.lines.some((line) => line.asset === asset);
  if (isListed) return listedTitle(known, asset);
  if (seen?.t === 'sighting') return sightingTitle(known, seen, asset);
  if (asset !== null) return listedTitle(known, asset);
  return group === null ? '' : groupName(known, group);
}

/** What does not agree, in words. */
export function discrepancyText({ kind, quantity }: Discrepancy): string {
  if (kind === 'quantity') return differenceText(quantity);
  return t(`stocktake.is.${kind}`, { n: Math.abs(quantity) });
}
