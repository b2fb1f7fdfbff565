import type { SheetHelper, SheetHelpers } from '../api/types';
import type { Environment } from './environment';
import { objectOf, request } from './http';
import { SyncProblem } from './problem';
import { SYNC } from './run';

/** The other phones that may still hold something of the sheet; null when nobody can be asked. */
export async function askHelpers(
  env: Environment,
  sheetId: string,
): Promise<readonly SheetHelper[] | null> {
  const path = `${SYNC}/sheets/${encodeURIComponent(sheetId)}/helpers`;
  try {
    const answer = await objectOf(env, await request(env, 'GET', path));
    const { helpers } = answer as Partial<SheetHelpers>;
    return Array.isArray(helpers) ? helpers : null;
  } catch (error) {
    if (error instanceof SyncProblem) return null;
    throw error;
  }
}
