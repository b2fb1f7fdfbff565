import { type RoundKey, roundText } from '../../domain/facts';

/** The address of a round's screens in the app. */
export function roundHref(round: RoundKey, part: '' | '/scan' | '/review' = ''): string {
  return `/app/rounds/${roundText(round)}${part}`;
}

/** The name of a stop's [扫不了] among a person's drafts, which is its place in the app. */
export function unscannedThing(round: RoundKey, stop: string): string {
  return `rounds/${roundText(round)}?unscanned=${stop}`;
}
