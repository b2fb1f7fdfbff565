import type { Found } from '../../field/thing';
import { groupCode } from '../../scan/code';
import { t } from '../../ui/messages';
import type { Word } from '../../viewfinder/ScanView';

/** The word for a text that is the label of no thing this phone knows. */
export function unusable(found: Found): Word {
  if (found.found === 'mistyped')
    return { look: 'bad', text: t('scan.mistyped', { code: groupCode(found.code) }) };
  const isForeign = found.found === 'unknown' && found.code === null;
  return { look: 'bad', text: t(isForeign ? 'unknown.foreign' : 'labels.blank') };
}
