import { columnAt, type Row } from '../columns';

const FIELDS = (['name', 'ledger_number', 'model', 'custodian', 'search'] as const).map((field) =>
  columnAt('asset', field),
);
const CODES = columnAt('asset', 'codes');
const PLACE = columnAt('asset', 'place_id');

/** Words of a query, all of which must be found: widths and case folded. */
export function wordsOf(query: string): readonly string[] {
  return fold(query)
    .split(/\s+/u)
    .filter((word) => word !== '');
}

/** The text of an asset in which words are looked for; `placeText` is its place's. */
export function haystack(row: Row, placeText: (id: string) => string): string {
  const own = FIELDS.map((at) => String(row[at] ?? ''));
  const codes = row[CODES] as readonly string[];
  return fold([...own, ...codes, placeText(row[PLACE] as string)].join('\n'));
}

export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
