import type { Grey } from './grey';
import { levelFor } from './patch';
import type { Placement } from './placements';
import { purposes, sideOf } from './symbol';

/** Modules of the three finders and the timing rows, and 1 where they are light. */
type Marks = { readonly xs: Float32Array; readonly ys: Float32Array; readonly light: Uint8Array };

function isLookedAt(x: number, y: number, side: number): boolean {
  if (x === 6 || y === 6) return true;
  const [right, low] = [x >= side - 8, y >= side - 8];
  const inCorner = (x < 8 || right) && (y < 8 || low) && !(right && low);
  return inCorner && (x + y) % 2 === 0;
}

function marksOf(version: number): Marks {
  const side = sideOf(version);
  const places: [number, number, number][] = [];
  purposes(version).forEach((purpose, at) => {
    const [x, y] = [at % side, Math.floor(at / side)];
    if (purpose < 2 && isLookedAt(x, y, side)) places.push([x + 0.5, y + 0.5, 1 - purpose]);
  });
  return {
    xs: Float32Array.from(places, ([x]) => x),
    ys: Float32Array.from(places, ([, y]) => y),
    light: Uint8Array.from(places, ([, , light]) => light),
  };
}

const cached = new Map<number, Marks>();

function marks(version: number): Marks {
  const known = cached.get(version) ?? marksOf(version);
  cached.set(version, known);
  return known;
}

/**
 * How well a frame shows a symbol's finders and timing rows at a placement: the correlation of
 * brightness with what is to be there, -1 to 1. Quick, since it judges hundreds of placements.
 */
export function likeness(levels: readonly Grey[], { corners, version, module }: Placement): number {
  const n = levelFor(levels, module);
  const { data, width, height } = levels[n] as Grey;
  const scale = 0.5 ** n;
  const side = sideOf(version);
  const [origin, across, , down] = corners;
  const [ax, ay] = [((across.x - origin.x) * scale) / side, ((across.y - origin.y) * scale) / side];
  const [bx, by] = [((down.x - origin.x) * scale) / side, ((down.y - origin.y) * scale) / side];
  const { xs, ys, light } = marks(version);
  let [sum, squares, lights, lightSum] = [0, 0, 0, 0];
  for (let at = 0; at < light.length; at++) {
    const [u, v] = [xs[at] as number, ys[at] as number];
    const x = (origin.x * scale + u * ax + v * bx) | 0;
    const y = (origin.y * scale + u * ay + v * by) | 0;
    if (x < 0 || y < 0 || x >= width || y >= height) return -1;
    const value = data[y * width + x] as number;
    sum += value;
    squares += value * value;
    if (light[at] === 1) {
      lights++;
      lightSum += value;
    }
  }
  const count = light.length;
  const spread = Math.sqrt(count * squares - sum * sum) * Math.sqrt(lights * (count - lights));
  return spread === 0 ? -1 : (count * lightSum - lights * sum) / spread;
}
