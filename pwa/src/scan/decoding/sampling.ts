import type { Modules } from './codewords';
import { mapped, squareTo } from './homography';
import { type Patch, valueAt } from './patch';
import type { Corners } from './placements';
import { sideOf } from './symbol';

/** How far around a module its tones are looked for: near by where light and ink change quickly, farther where blur mixes the near ones. */
export const NARROW = 2;
export const WIDE = 4;
const NOISE = 3;
const SPOTS = [
  [0, 0],
  [-0.2, 0],
  [0.2, 0],
  [0, -0.2],
  [0, 0.2],
] as const;

function brightnesses(patch: Patch, corners: Corners, side: number): Float32Array {
  const h = squareTo(side, corners);
  return Float32Array.from({ length: side * side }, (_, at) => {
    let total = 0;
    for (const [dx, dy] of SPOTS) {
      const { x, y } = mapped(h, (at % side) + 0.5 + dx, Math.floor(at / side) + 0.5 + dy);
      total += valueAt(patch.brightness, patch.side, x, y);
    }
    return total / SPOTS.length;
  });
}

/** What dark and light are around a module: the means of the darker and of the lighter ones there. */
function tonesAt(
  values: Float32Array,
  side: number,
  x: number,
  y: number,
  reach: number,
): [number, number] {
  const [left, right] = [Math.max(0, x - reach), Math.min(side - 1, x + reach)];
  const [top, bottom] = [Math.max(0, y - reach), Math.min(side - 1, y + reach)];
  let [sum, count] = [0, 0];
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++, count++)
      sum += values[row * side + column] as number;
  }
  const mean = sum / count;
  let [dark, darks, light, lights] = [0, 0, 0, 0];
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const value = values[row * side + column] as number;
      if (value < mean) {
        dark += value;
        darks++;
      } else {
        light += value;
        lights++;
      }
    }
  }
  return [darks ? dark / darks : mean, lights ? light / lights : mean];
}

/** The modules of a fitted symbol, each judged by its neighbourhood's tones. */
export function modulesOf(patch: Patch, corners: Corners, version: number, reach: number): Modules {
  const side = sideOf(version);
  const values = brightnesses(patch, corners, side);
  const seen = values.map((value, at) => {
    const [dark, light] = tonesAt(values, side, at % side, Math.floor(at / side), reach);
    return ((dark + light) / 2 - value) / ((light - dark) / 2 + NOISE);
  });
  return { version, seen };
}
