import type { Grey } from './grey';

/** Where a finder pattern may be: its centre and the size of a module, in the frame's pixels. */
export type Finder = {
  readonly x: number;
  readonly y: number;
  readonly module: number;
  /** 0 to 1: how many of the looked-at directions show dark, light, dark. */
  readonly score: number;
};

const DIRECTIONS = 16;
/** At this distance in modules every direction of a finder at any turn is in its light ring. */
const LIGHT = 2.3;
/** One of the two is in the dark ring, whatever the turn. */
const DARK = [3.0, 3.7] as const;
const CORE = 0.9;
/** What a direction counts that shows the rings at all; the rest is for how clearly. */
const SEEN = 0.8;
const LEAST_NEARBY = 0.5;
const LEAST_SCORE = 0.58;
/** Module sizes that are looked for in each halving, in that picture's pixels. */
const MODULES = [1.7, 2.15, 2.7];
const STEP = 2;
/** More are not worth their time. */
const MOST = 16;

type Rings = { light: Int32Array; near: Int32Array; far: Int32Array; core: Int32Array };

function ring(radius: number, width: number, count = DIRECTIONS): Int32Array {
  return Int32Array.from({ length: count }, (_, n) => {
    const angle = (2 * Math.PI * n) / count;
    const [dx, dy] = [Math.cos(angle) * radius, Math.sin(angle) * radius];
    return Math.round(dy) * width + Math.round(dx);
  });
}

function ringsOf(module: number, width: number): Rings {
  return {
    light: ring(LIGHT * module, width),
    near: ring(DARK[0] * module, width),
    far: ring(DARK[1] * module, width),
    core: ring(CORE * module, width, 4),
  };
}

/** 0 where the middle is not darker than its surroundings; else the score and contrast. */
function scoreAt(data: Uint8Array, at: number, rings: Rings): number {
  const { light, near, far, core } = rings;
  let middle = 2 * (data[at] as number);
  for (let n = 0; n < 4; n++) middle += data[at + (core[n] as number)] as number;
  middle /= 6;
  let around = 0;
  for (let n = 0; n < DIRECTIONS; n += 4) around += data[at + (light[n] as number)] as number;
  const contrast = around / 4 - middle;
  if (contrast < 6) return 0;
  const least = Math.max(2, contrast * 0.06);
  let total = 0;
  for (let n = 0; n < DIRECTIONS; n++) {
    const bright = data[at + (light[n] as number)] as number;
    if (bright < middle + least) continue;
    const nearer = data[at + (near[n] as number)] as number;
    const farther = data[at + (far[n] as number)] as number;
    const depth = bright - (nearer < farther ? nearer : farther);
    if (depth > least) total += SEEN + (1 - SEEN) * (depth < contrast ? depth / contrast : 1);
  }
  return total / DIRECTIONS;
}

function hitsOf(level: Grey, module: number, scale: number): Finder[] {
  const { data, width, height } = level;
  const rings = ringsOf(module, width);
  const margin = Math.ceil(DARK[1] * module) + 2;
  const hits: Finder[] = [];
  for (let y = margin; y < height - margin; y += STEP) {
    for (let at = y * width + margin; at < (y + 1) * width - margin; at += STEP) {
      if (scoreAt(data, at, rings) < LEAST_NEARBY) continue;
      const hit = bestAround(data, at, width, rings);
      if (hit.score < LEAST_SCORE) continue;
      const [column, row] = [hit.at % width, Math.floor(hit.at / width)];
      const [x, y] = [(column + 0.5) * scale, (row + 0.5) * scale];
      hits.push({ x, y, module: module * scale, score: hit.score });
    }
  }
  return hits;
}

/** The pixel that looks most like a finder's centre, of nine. */
function bestAround(data: Uint8Array, middle: number, width: number, rings: Rings) {
  let best = { at: middle, score: 0 };
  for (const row of [-width, 0, width]) {
    for (let at = middle + row - 1; at <= middle + row + 1; at++) {
      const score = scoreAt(data, at, rings);
      if (score > best.score) best = { at, score };
    }
  }
  return best;
}

/** One finder of all hits on the same spot: their weighted middle. */
function merged(best: Finder, near: readonly Finder[]): Finder {
  let [x, y, module, total] = [0, 0, 0, 0];
  for (const hit of near) {
    const ratio = hit.module / best.module;
    if (hit.score < best.score - 0.13 || ratio > 1.3 || ratio < 0.77) continue;
    const weight = (hit.score - LEAST_SCORE + 0.05) ** 2;
    x += weight * hit.x;
    y += weight * hit.y;
    module += weight * hit.module;
    total += weight;
  }
  return { x: x / total, y: y / total, module: module / total, score: best.score };
}

function isSame(hit: Finder, best: Finder): boolean {
  const ratio = hit.module / best.module;
  return (
    ratio < 1.6 && ratio > 0.62 && Math.hypot(hit.x - best.x, hit.y - best.y) < 2.2 * best.module
  );
}

function apart(hits: Finder[]): Finder[] {
  let left = hits.sort((a, b) => b.score - a.score);
  const found: Finder[] = [];
  while (left.length > 0 && found.length < MOST) {
    const best = left[0] as Finder;
    found.push(
      merged(
        best,
        left.filter((hit) => isSame(hit, best)),
      ),
    );
    left = left.filter((hit) => !isSame(hit, best));
  }
  return found;
}

/** The likeliest finder patterns of a frame, best first; damaged ones too. */
export function findersIn(levels: readonly Grey[]): Finder[] {
  const hits: Finder[] = [];
  levels.forEach((level, n) => {
    if (n > 0) for (const module of MODULES) hits.push(...hitsOf(level, module, 2 ** n));
  });
  return apart(hits);
}
