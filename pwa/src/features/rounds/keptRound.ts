import { type RoundKey, roundText } from '../../domain/facts';
import type { Explained } from './flagReasons';
import type { OthersStop } from './roundPlan';

export type OthersEnding = { readonly by: string; readonly at: number };

/** What a round in hand needs and no record holds: it lasts over a reload and a dead phone. */
export type KeptRound = {
  /** Ids of the people who walk along. */
  readonly companions: readonly string[];
  /** Ids of the stops that the walker has said were left. */
  readonly confirmed: readonly string[];
  /** What the walker says of each flag. */
  readonly explained: Explained;
  /** What the server last told of the whole round. */
  readonly others: readonly OthersStop[];
  readonly endings: readonly OthersEnding[];
};

const EMPTY: KeptRound = {
  companions: [],
  confirmed: [],
  explained: {},
  others: [],
  endings: [],
};
const PREFIX = 'round/';
/** Rounds of other days than these many last ones are forgotten. */
const MOST = 30;

function nameOf(person: string, round: RoundKey): string {
  return `${PREFIX}${person}/${roundText(round)}`;
}

/** What this person has kept of a round; empty when there is nothing, or nothing that can be read. */
export function keptRound(person: string, round: RoundKey): KeptRound {
  try {
    const stored = localStorage.getItem(nameOf(person, round));
    return stored === null ? EMPTY : { ...EMPTY, ...(JSON.parse(stored) as Partial<KeptRound>) };
  } catch {
    return EMPTY;
  }
}

const dayOf = (name: string) => name.split('/')[3] ?? '';

function forgetOldest(): void {
  const names = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
  names.sort((a, b) => dayOf(b).localeCompare(dayOf(a)));
  for (const name of names.slice(MOST)) localStorage.removeItem(name);
}

/** Changes a part of what is kept. A full storage loses a convenience, never a record. */
export function keepRound(person: string, round: RoundKey, part: Partial<KeptRound>): KeptRound {
  const kept = { ...keptRound(person, round), ...part };
  try {
    localStorage.setItem(nameOf(person, round), JSON.stringify(kept));
    forgetOldest();
  } catch {
    // The page still has it.
  }
  return kept;
}
