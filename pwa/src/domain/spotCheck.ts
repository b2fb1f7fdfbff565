import { type RoundKey, roundText } from './facts';

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** FNV-1a of the text's UTF-16 units: the same on every phone, and nothing to be guessed from. */
function hashOf(text: string): number {
  let hash = FNV_OFFSET;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  }
  return hash >>> 0;
}

/** The low bits of FNV move little with the last letter; folded, every bit of the key counts. */
function folded(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

/**
 * Whether a fresh photo is asked for at a stop of a round. The choice follows from the two alone:
 * whoever opens the thing again is asked again, and nobody knows it before the day.
 */
export function isSpotCheck(round: RoundKey, stopId: string, percent: number): boolean {
  return folded(hashOf(`${roundText(round)}/${stopId}`)) % 100 < percent;
}
