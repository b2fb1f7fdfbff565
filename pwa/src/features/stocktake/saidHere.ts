import type { SheetRecord, SheetRecords } from '../../db';
import type { SaidEntry } from '../../domain/countPacking';
import type { Known } from './knownSheet';

/** A record of this phone as the sheet's row will tell it. */
function entryOf({ id, author, observed_at: at, ...record }: SheetRecord): SaidEntry {
  const head = { id, at, author, withdrawn: false };
  switch (record.type) {
    case 'asset_sighted': {
      const { asset_id: asset, photos, sheet_id: _, ...seen } = record.body;
      return { t: 'sighting', ...head, ...seen, asset, photos: photos.map(hashOf) };
    }
    case 'group_counted': {
      const { photos, sheet_id: _, ...counted } = record.body;
      return { t: 'count', ...head, ...counted, photos: photos.map(hashOf) };
    }
    case 'total_confirmed':
      return { t: 'total', ...head, total: record.body.total };
    case 'sheet_signed': {
      const { discrepancies, explanations, signed_name } = record.body;
      return { t: 'signed', ...head, discrepancies, explanations, signed_name };
    }
  }
}

function hashOf({ sha256 }: { readonly sha256: string }): string {
  return sha256;
}

/** What the row tells and what this phone has said and taken back since, each once. */
export function saidHere(
  row: readonly SaidEntry[],
  { said, withdrawn }: SheetRecords,
): Pick<Known, 'said' | 'fresh'> {
  const told = new Set(row.map(({ id }) => id));
  const own = said.filter(({ id, custody }) => !told.has(id) && custody.state !== 'dismissed');
  const taken = row.filter((one) => !one.withdrawn && withdrawn.has(one.id));
  const all = [...row, ...own.map(entryOf)];
  return {
    said: all.map((one) => (withdrawn.has(one.id) ? { ...one, withdrawn: true } : one)),
    fresh: new Set([...own, ...taken].map(({ id }) => id)),
  };
}
