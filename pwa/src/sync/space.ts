/** Below this a round with photos may not fit. */
const LOW_BYTES = 200_000_000;
/** Below this not even a few photos are sure to be saved. */
const FULL_BYTES = 10_000_000;

/** What room the browser says there is for this address; null where it does not say. */
export interface Space {
  readonly free_bytes: number | null;
  readonly is_low: boolean;
  readonly is_full: boolean;
}

export function spaceOf(free_bytes: number | null): Space {
  const below = (bytes: number) => free_bytes !== null && free_bytes < bytes;
  return { free_bytes, is_low: below(LOW_BYTES), is_full: below(FULL_BYTES) };
}
