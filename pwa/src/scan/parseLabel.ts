import { CODE_LENGTH, isCode } from './code';

/**
 * `own` a code of this system · `mistyped` looks like one but has a wrong character · `foreign`
 * anything else. `code` is canonical when own, what was read when mistyped, empty when foreign.
 */
export type ParsedLabel = { readonly kind: 'own' | 'mistyped' | 'foreign'; readonly code: string };

const ADDRESS = /^(?:(?:https?:\/\/)?[^/\s?#]+)?\/q\/([^/?#]*)\/?(?:[?#][\s\S]*)?$/i;
const SEPARATORS = /[-\u2010-\u2015\u2212\s]/g;
const LOOKS_LIKE_A_CODE = new RegExp(`^[0-9A-Za-z]{${CODE_LENGTH}}$`);

/**
 * Reads a text from a camera, a photo or a keyboard. The host is ignored, since the base address
 * may change during a label's life. Mirrors qr_labels/scan.py.
 */
export function parseLabel(text: string): ParsedLabel {
  const plain = text.normalize('NFKC').trim();
  const candidate = (ADDRESS.exec(plain)?.[1] ?? plain).replace(SEPARATORS, '');
  if (!LOOKS_LIKE_A_CODE.test(candidate)) return { kind: 'foreign', code: '' };
  const code = candidate.toUpperCase();
  return { kind: isCode(code) ? 'own' : 'mistyped', code };
}
