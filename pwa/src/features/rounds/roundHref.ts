import { type RoundKey, roundText } from '../../domain/facts';

/** The address of a round's screens in the app. */
export function roundHref(round: RoundKey, part: '' | '/scan' | '/review' = ''): string {
  return `/app/rounds/${roundText(round)}${part}`;
}
