/** What the bodies of several types of facts are made of. */
export const HOWS = ['camera', 'photo', 'typed', 'picked', 'door'] as const;
/**
 * How the thing was found: filmed, read from a photo file, typed, picked from a list, or (of
 * inspections only) 「其余正常」 said after the label at the room's door was read.
 */
export type How = (typeof HOWS)[number];

/** One photo as a fact names it; `bytes` is its length, `taken_at` in ms since 1970. */
export interface PhotoNote {
  readonly sha256: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly taken_at: number;
}

/** Each stroke is x, y, x, y in whole pixels of a field of this size. */
export interface Signature {
  readonly width: number;
  readonly height: number;
  readonly strokes: readonly (readonly number[])[];
}
