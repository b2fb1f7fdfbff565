import { groupCode } from '../scan/code';
import type { Phone } from '../sync';
import { languageTag, t } from '../ui/messages';

/** The words on a photo: when; where and what; the code and who took it. */
export function stampTexts(
  phone: Phone,
  takenAt: number,
  place: string,
  name: string,
  code: string | null,
): readonly string[] {
  const when = new Date(takenAt).toLocaleString(languageTag(), { hour12: false });
  const person = t('record.stampBy', { name: phone.account.get()?.person.name ?? '' });
  const lines = [[when], [place, name], [code === null ? '' : groupCode(code), person]];
  return lines.map((parts) => parts.filter((part) => part !== '').join(' · '));
}
