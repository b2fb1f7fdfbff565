import { facingOf, type Lens } from '../scan/lenses';
import { t } from '../ui/messages';

/** A lens in plain words; `lenses` are all there are, in their order. */
export function lensName(lens: Lens, lenses: readonly Lens[]): string {
  const facing = facingOf(lens);
  if (facing === 'unknown') return lens.label || t('lens.other', { n: lenses.indexOf(lens) + 1 });
  const alike = lenses.filter((other) => facingOf(other) === facing);
  const n = alike.indexOf(lens) + 1;
  if (facing === 'back') return n === 1 ? t('lens.main') : t('lens.back', { n });
  return alike.length === 1 ? t('lens.front') : t('lens.frontNumber', { n });
}
