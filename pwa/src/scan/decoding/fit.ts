import { type Homography, type Point, squareTo } from './homography';
import { MARGIN, type Patch, PIXELS } from './patch';
import type { Corners } from './placements';
import { DATA, FORMAT, purposes, sideOf } from './symbol';

export type Fit = { readonly corners: Corners; readonly score: number };

/** Centres of modules and what is to be seen there: 1 light, -1 dark, 0 either, but clearly. */
type Marks = { readonly places: Float32Array; readonly wanted: Float32Array };

function marksOf(version: number, withData: boolean): Marks {
  const side = sideOf(version);
  const [places, wanted]: [number[], number[]] = [[], []];
  purposes(version).forEach((purpose, at) => {
    const open = purpose === DATA || purpose === FORMAT;
    if (open && (!withData || (at % side) % 2 !== Math.floor(at / side) % 2)) return;
    places.push((at % side) + 0.5, Math.floor(at / side) + 0.5);
    wanted.push(open ? 0 : purpose === 1 ? -1 : 1);
  });
  return { places: Float32Array.from(places), wanted: Float32Array.from(wanted) };
}

const cached = new Map<string, Marks>();

function marks(version: number, withData: boolean): Marks {
  const key = `${version} ${withData}`;
  const known = cached.get(key) ?? marksOf(version, withData);
  cached.set(key, known);
  return known;
}

const DATA_WEIGHT = 1;

/** The mean over all marks of what the nearest pixel shows; between pixels the many marks average. */
function agreement({ contrast, side }: Patch, h: Homography, { places, wanted }: Marks): number {
  const [a, b, c, d, e, f, g, i] = h;
  let total = 0;
  for (let n = 0; n < wanted.length; n++) {
    const [u, v] = [places[2 * n] as number, places[2 * n + 1] as number];
    const w = PIXELS / (g * u + i * v + 1);
    const x = ((a * u + b * v + c) * w + MARGIN * PIXELS) | 0;
    const y = ((d * u + e * v + f) * w + MARGIN * PIXELS) | 0;
    if (x < 0 || y < 0 || x >= side || y >= side) continue;
    const value = contrast[y * side + x] as number;
    const sign = wanted[n] as number;
    total += sign === 0 ? DATA_WEIGHT * Math.abs(value) : sign * value;
  }
  return total / wanted.length;
}

/** Ways to move the corners: all together, then each alone. */
const MOVES: readonly (readonly number[])[] = [[0, 1, 2, 3], [2], [1], [3], [0], [1, 2], [2, 3]];

function moved(corners: Corners, which: readonly number[], dx: number, dy: number): Corners {
  const shifted = corners.map((corner: Point, n) =>
    which.includes(n) ? { x: corner.x + dx, y: corner.y + dy } : corner,
  );
  return shifted as unknown as Corners;
}

function climbed(
  patch: Patch,
  version: number,
  from: Corners,
  step: number,
  withData: boolean,
): Fit {
  const side = sideOf(version);
  const wanted = marks(version, withData);
  const judge = (corners: Corners) => agreement(patch, squareTo(side, corners), wanted);
  let best: Fit = { corners: from, score: judge(from) };
  for (let round = 0; round < 3; round++) {
    const before = best.score;
    for (const which of MOVES) {
      for (const [dx, dy] of [
        [step, 0],
        [-step, 0],
        [0, step],
        [0, -step],
      ] as const) {
        const corners = moved(best.corners, which, dx, dy);
        const score = judge(corners);
        if (score > best.score) best = { corners, score };
      }
    }
    if (best.score < before + 0.002) break;
  }
  return best;
}

/** Moves a symbol's corners, in modules of its patch, until its fixed patterns agree best. */
export function fitted(patch: Patch, version: number): Fit {
  const side = sideOf(version);
  let corners: Corners = [
    { x: 0, y: 0 },
    { x: side, y: 0 },
    { x: side, y: side },
    { x: 0, y: side },
  ];
  for (const step of [1, 0.5, 0.25])
    corners = climbed(patch, version, corners, step, false).corners;
  for (const step of [0.5, 0.25, 0.12])
    corners = climbed(patch, version, corners, step, true).corners;
  return climbed(patch, version, corners, 0.06, false);
}
