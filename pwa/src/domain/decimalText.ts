/** Decimal numbers as texts (server/domain/decimal_text.py): kept and compared as they were written. */

const CANONICAL = /^-?(0|[1-9][0-9]{0,5})(\.[0-9]{1,3})?$/;
const ENTERED = /^(-?)([0-9]*)\.?([0-9]*)$/;
const LONGEST = 20;
const PLACES = 3;

/** Whether `text` is a number as facts and checklists write it. */
export function isDecimal(text: string): boolean {
  return CANONICAL.test(text);
}

/**
 * The number a person has typed, as facts write it; null when it is none. Full-width digits, blanks
 * around, a Chinese full stop, "+5", ".5", "5." and "007" are understood. A comma is not: it might
 * be a point, or part thousands.
 */
export function decimalText(entered: string): string | null {
  const plain = entered
    .normalize('NFKC')
    .replace(/。/g, '.')
    .replace(/\u2212/g, '-')
    .trim();
  const unsigned = plain.replace(/^\+/, '');
  const found = unsigned.length <= LONGEST ? ENTERED.exec(unsigned) : null;
  if (found === null) return null;
  const [, sign = '', whole = '', behind = ''] = found;
  if (whole + behind === '') return null;
  const text = sign + (whole.replace(/^0+/, '') || '0') + (behind === '' ? '' : `.${behind}`);
  return isDecimal(text) ? text : null;
}

/** The exact size of a number that `isDecimal`, for comparing: "0.5" is 500. */
export function thousandths(text: string): number {
  const [whole = '', behind = ''] = text.replace('-', '').split('.');
  const size = Number(whole) * 10 ** PLACES + Number(behind.padEnd(PLACES, '0'));
  return text.startsWith('-') ? -size : size;
}
