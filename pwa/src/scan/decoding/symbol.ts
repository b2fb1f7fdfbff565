/**
 * The fixed structure of a QR symbol of version 1 to 6 (ISO/IEC 18004): labels are version 3, and
 * no text that one may carry needs more than version 6.
 */
export const MOST_VERSION = 6;

export type Level = 'L' | 'M' | 'Q' | 'H';

/** Blocks and error correction codewords a block, by version (table 9 of ISO/IEC 18004). */
const BLOCKS: Record<Level, readonly (readonly [number, number])[]> = {
  L: [
    [1, 7],
    [1, 10],
    [1, 15],
    [1, 20],
    [1, 26],
    [2, 18],
  ],
  M: [
    [1, 10],
    [1, 16],
    [1, 26],
    [2, 18],
    [2, 24],
    [4, 16],
  ],
  Q: [
    [1, 13],
    [1, 22],
    [2, 18],
    [2, 26],
    [4, 18],
    [4, 24],
  ],
  H: [
    [1, 17],
    [1, 28],
    [2, 22],
    [4, 16],
    [4, 22],
    [4, 28],
  ],
};
const CODEWORDS = [26, 44, 70, 100, 134, 172];

export type Blocks = {
  readonly count: number;
  readonly correction: number;
  readonly total: number;
};

export function blocksOf(version: number, level: Level): Blocks {
  const [count, correction] = BLOCKS[level][version - 1] as readonly [number, number];
  return { count, correction, total: CODEWORDS[version - 1] as number };
}

export function sideOf(version: number): number {
  return 17 + 4 * version;
}

/** What a module is for: its fixed colour (1 dark, 0 light), or data, or the format's place. */
export const DATA = 2;
export const FORMAT = 3;

function ringOf(x: number, y: number, cx: number, cy: number): number {
  return Math.max(Math.abs(x - cx), Math.abs(y - cy));
}

/** The finder around a centre with its separator, or nothing farther away. */
function finderAt(ring: number): number | undefined {
  return ring > 4 ? undefined : Number(ring !== 2 && ring !== 4);
}

function purposeAt(x: number, y: number, version: number): number {
  const side = sideOf(version);
  const last = side - 4;
  for (const [cx, cy] of [
    [3, 3],
    [last, 3],
    [3, last],
  ] as const) {
    const finder = finderAt(ringOf(x, y, cx, cy));
    if (finder !== undefined) return finder;
  }
  const aligned = ringOf(x, y, side - 7, side - 7);
  if (version > 1 && aligned <= 2) return Number(aligned !== 1);
  if (x === 6 || y === 6) return Number((x + y) % 2 === 0);
  if (x === 8 && y === side - 8) return 1;
  return (x === 8 && (y < 9 || y >= side - 8)) || (y === 8 && (x < 9 || x >= side - 8))
    ? FORMAT
    : DATA;
}

const cached = new Map<number, Uint8Array>();

/** The purpose of every module, row by row. */
export function purposes(version: number): Uint8Array {
  const known = cached.get(version);
  if (known) return known;
  const side = sideOf(version);
  const made = Uint8Array.from({ length: side * side }, (_, at) =>
    purposeAt(at % side, Math.floor(at / side), version),
  );
  cached.set(version, made);
  return made;
}

/** Whether a mask turns a module (table 10 of ISO/IEC 18004). */
export function isTurned(mask: number, x: number, y: number): boolean {
  switch (mask) {
    case 0:
      return (x + y) % 2 === 0;
    case 1:
      return y % 2 === 0;
    case 2:
      return x % 3 === 0;
    case 3:
      return (x + y) % 3 === 0;
    case 4:
      return (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0;
    case 5:
      return ((x * y) % 2) + ((x * y) % 3) === 0;
    case 6:
      return (((x * y) % 2) + ((x * y) % 3)) % 2 === 0;
    default:
      return (((x + y) % 2) + ((x * y) % 3)) % 2 === 0;
  }
}
