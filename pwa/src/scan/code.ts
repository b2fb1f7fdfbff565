/** Mirrors qr_labels/code.py and gf32.py; the vectors of tests/contract/label_codes.json bind both. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
/** x^5 + x^2 + 1 over GF(2). */
const POLYNOMIAL = 0b100101;
export const CODE_LENGTH = 9;

function timesAlpha(element: number): number {
  const doubled = element << 1;
  return doubled & 0b100000 ? doubled ^ POLYNOMIAL : doubled;
}

function checkOf(body: string): string | undefined {
  let total = 0;
  for (const symbol of body) total = timesAlpha(total ^ ALPHABET.indexOf(symbol));
  return ALPHABET[total];
}

/** Whether `text` is a code in its canonical form: upper case, no separators, right check. */
export function isCode(text: string): boolean {
  if (text.length !== CODE_LENGTH) return false;
  if (![...text].every((symbol) => ALPHABET.includes(symbol))) return false;
  return text.endsWith(checkOf(text.slice(0, -1)) ?? ' ');
}

/** How people read a code: `ABCDEFGHK` becomes `ABC-DEF-GHK`. */
export function groupCode(code: string): string {
  return code.match(/.{1,3}/g)?.join('-') ?? code;
}
