import type { CountSheet, SheetHead } from '../../../db';
import { unpackEntries, unpackGroups, unpackLines } from '../../../domain/countPacking';
import type { Known } from '../knownSheet';

/** Counted by number and piece by piece; 48 desks in one line, three screens each by itself. */
export const DESKS = 'desk|课桌|张';
export const SCREENS = 'display|一体机|台';

export function head(change: Partial<SheetHead> = {}): SheetHead {
  return {
    ...{ id: 's1', rev: 1, stocktake_id: 't1', place_id: 'r301', title: '301教室' },
    ...{ class_name: '一年级1班', person_ids: ['tang'], version: 1, state: 'counting' },
    ...change,
  };
}

/** A room of one group of each sort; `entries` as they are packed. */
export function room(entries: CountSheet['entries'] = [], change: Partial<SheetHead> = {}): Known {
  const sheet: CountSheet = {
    ...head(change),
    groups: [
      [DESKS, 'desk', '课桌', '张', true],
      [SCREENS, 'display', '一体机', '台', false],
    ],
    lines: [
      ['d1', 0, 48, null, 'ZC-1'],
      ['m1', 1, 1, null, 'ZC-2'],
      ['m2', 1, 1, null, 'ZC-3'],
      ['m3', 1, 1, 1_700_000_000_000, 'ZC-4'],
    ],
    meanwhile: [],
    entries,
    proposals: [],
  };
  const groups = unpackGroups(sheet.groups);
  return {
    sheet,
    stocktake: undefined,
    groups,
    lines: unpackLines(sheet.lines, groups),
    proposals: [],
    said: unpackEntries(entries),
    fresh: new Set(),
    bindings: {},
    ledger: {},
    strangers: new Map(),
    people: [{ id: 'tang', rev: 1, name: '唐老师' }],
  };
}

type Seen = { readonly condition?: string; readonly withdrawn?: 0 | 1; readonly code?: string };

/** A packed sighting of a thing, or of a label's code. */
export function sighted(
  id: string,
  at: number,
  asset: string | null,
  { condition = 'intact', withdrawn = 0, code }: Seen = {},
): CountSheet['entries'][number] {
  const thing = [asset, code ?? null, null, null, null] as const;
  return ['sighting', id, at, 'tang', withdrawn, ...thing, 1, 'camera', condition, '', []];
}

export function counted(
  id: string,
  at: number,
  good: number,
  damaged = 0,
): CountSheet['entries'][number] {
  return ['count', id, at, 'tang', 0, DESKS, good, damaged, 'typed', '', []];
}

export function signed(
  id: string,
  at: number,
  discrepancies: readonly (readonly [string, number])[],
): CountSheet['entries'][number] {
  const explained = discrepancies.map(([key]) => [key, 'human', '摔坏', []] as const);
  return ['signed', id, at, 'tang', 0, discrepancies, explained, null];
}
