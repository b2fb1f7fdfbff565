import type { Register } from '../db';
import { lookUp, placeText } from './thing';

/** What carries the label `text`, and where that stands; nothing where this phone does not know. */
export async function labelName(register: Register, text: string): Promise<string | undefined> {
  const found = await lookUp(register, text);
  if (found.found === 'place') return placeText(register, found.place.id);
  if (found.found !== 'asset') return undefined;
  const { asset, place } = found.view;
  return [asset.name, place].filter(Boolean).join(' · ');
}
