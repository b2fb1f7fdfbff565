import type { RoundProgress } from '../api/types';
import { type RoundKey, roundText } from '../domain/facts';
import type { Environment } from './environment';
import { objectOf, request } from './http';
import { SyncProblem } from './problem';
import { SYNC } from './run';

/** What the server has of the round, or null when it cannot be asked. */
export async function askProgress(
  env: Environment,
  round: RoundKey,
): Promise<RoundProgress | null> {
  const path = roundText(round).split('/').map(encodeURIComponent).join('/');
  try {
    const answer = await objectOf(env, await request(env, 'GET', `${SYNC}/rounds/${path}`));
    const { stops, endings } = answer as Partial<RoundProgress>;
    return Array.isArray(stops) && Array.isArray(endings) ? { stops, endings } : null;
  } catch (error) {
    if (error instanceof SyncProblem) return null;
    throw error;
  }
}
