import type { Found } from '../../field/thing';
import { groupCode } from '../../scan/code';
import { t } from '../../ui/messages';
import type { Word } from '../../viewfinder/ScanView';

/** The word for a text that is the label of no thing this phone knows. */
export function unusable(found: Exclude<Found, { found: 'asset' | 'place' }>): Word {
  if (found.found === 'mistyped')
    return { look: 'bad', text: t('scan.mistyped', { code: groupCode(found.code) }) };
  return { look: 'bad', text: t(found.code === null ? 'unknown.foreign' : 'labels.blank') };
}
