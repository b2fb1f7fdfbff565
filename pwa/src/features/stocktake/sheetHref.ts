/** The screens of one room's sheet. */
export type Part = 'sheet' | 'scan' | 'review';

/** Where a room's sheet is in the app. */
export function sheetHref(sheetId: string, part: Part = 'sheet'): string {
  const address = `/app/stocktake/${sheetId}`;
  return part === 'sheet' ? address : `${address}/${part}`;
}

/** What was begun on a sheet and is gone on with, as its address says it. */
export type Begun =
  | { readonly form: 'group'; readonly group: string }
  | { readonly form: 'piece'; readonly asset: string }
  | { readonly form: 'new'; readonly label: string }
  | null;

export function begunOf(query: string): Begun {
  const given = new URLSearchParams(query);
  const group = given.get('group');
  if (group !== null) return { form: 'group', group };
  const asset = given.get('piece');
  if (asset !== null) return { form: 'piece', asset };
  const label = given.get('new');
  return label === null ? null : { form: 'new', label };
}
