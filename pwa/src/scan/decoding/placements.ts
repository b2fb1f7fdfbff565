import type { Finder } from './finders';
import type { Point } from './homography';
import { MOST_VERSION, sideOf } from './symbol';

/** Where a symbol may lie: its corners in the frame, clockwise from the one between two finders. */
export type Corners = readonly [Point, Point, Point, Point];
export type Placement = {
  readonly corners: Corners;
  readonly version: number;
  /** Module size in the frame's pixels. */
  readonly module: number;
  readonly score: number;
};

/** Finders are seen a little small, because their rings are looked at from inside. */
const SEEN_SIZE = 0.94;
/** What a finder costs that is only supposed. */
const SUPPOSED = 0.55;

function spread(a: number, b: number): number {
  return Math.abs(Math.log(a / b));
}

/** The three centres as if they lay on a flat symbol of this version. */
function placed(
  first: Point,
  second: Point,
  third: Point,
  version: number,
  score: number,
): Placement {
  const side = sideOf(version);
  const between = side - 7;
  const [ax, ay] = [(second.x - first.x) / between, (second.y - first.y) / between];
  const [bx, by] = [(third.x - first.x) / between, (third.y - first.y) / between];
  const at = (u: number, v: number): Point => ({
    x: first.x + (u - 3.5) * ax + (v - 3.5) * bx,
    y: first.y + (u - 3.5) * ay + (v - 3.5) * by,
  });
  const module = (Math.hypot(ax, ay) + Math.hypot(bx, by)) / 2;
  return { corners: [at(0, 0), at(side, 0), at(side, side), at(0, side)], version, module, score };
}

/** The versions whose finders may lie this many modules apart, likeliest first. */
function versionsAt(distance: number): number[] {
  const exact = (distance - 10) / 4;
  const near = [
    Math.round(exact),
    exact > Math.round(exact) ? Math.round(exact) + 1 : Math.round(exact) - 1,
  ];
  return near.filter(
    (version) => version >= 1 && version <= MOST_VERSION && Math.abs(version - exact) < 0.9,
  );
}

function versionsOf(first: Point, second: Point, third: Point, module: number): number[] {
  const distance =
    Math.hypot(second.x - first.x, second.y - first.y) +
    Math.hypot(third.x - first.x, third.y - first.y);
  return versionsAt((distance / 2) * (SEEN_SIZE / module));
}

/** How far three finders are from a square's corners; the turn must be a clockwise one. */
function bent(first: Finder, second: Finder, third: Finder): number {
  const [ax, ay, bx, by] = [
    second.x - first.x,
    second.y - first.y,
    third.x - first.x,
    third.y - first.y,
  ];
  const [a, b] = [Math.hypot(ax, ay), Math.hypot(bx, by)];
  const sine = (ax * by - ay * bx) / (a * b);
  const cosine = (ax * bx + ay * by) / (a * b);
  if (sine < 0.7) return Number.POSITIVE_INFINITY;
  const sizes = spread(first.module, second.module) + spread(first.module, third.module);
  return spread(a, b) + Math.abs(cosine) + 0.5 * sizes;
}

function threes(finders: readonly Finder[]): Placement[] {
  const found: Placement[] = [];
  for (const first of finders) {
    for (const second of finders) {
      if (second === first || spread(first.module, second.module) > 0.5) continue;
      for (const third of finders) {
        if (third === first || third === second || spread(first.module, third.module) > 0.5)
          continue;
        const bend = bent(first, second, third);
        if (bend > 1) continue;
        const score = first.score + second.score + third.score - bend;
        const module = (first.module + second.module + third.module) / 3;
        versionsOf(first, second, third, module).forEach((version, n) => {
          found.push(placed(first, second, third, version, score - 0.1 * n));
        });
      }
    }
  }
  return found;
}

/** The six ways in which two finders can belong to a symbol whose third is not seen. */
function completed(a: Finder, b: Finder): [Point, Point, Point][] {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const right = (p: Point): Point => ({ x: p.x - dy, y: p.y + dx });
  const left = (p: Point): Point => ({ x: p.x + dy, y: p.y - dx });
  const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  const above = { x: middle.x - dy / 2, y: middle.y + dx / 2 };
  return [
    [a, b, right(a)],
    [a, left(a), b],
    [above, a, b],
  ];
}

function twos(finders: readonly Finder[]): Placement[] {
  const found: Placement[] = [];
  for (const a of finders) {
    for (const b of finders) {
      if (a === b || spread(a.module, b.module) > 0.25) continue;
      const score = a.score + b.score + SUPPOSED - spread(a.module, b.module);
      for (const [first, second, third] of completed(a, b)) {
        versionsOf(first, second, third, (a.module + b.module) / 2).forEach((version, n) => {
          found.push(placed(first, second, third, version, score - 0.1 * n));
        });
      }
    }
  }
  return found;
}

/** Every way to lay a symbol on these finders, likeliest first. */
export function placementsOn(finders: readonly Finder[]): Placement[] {
  return [...threes(finders), ...twos(finders.slice(0, 12))].sort((a, b) => b.score - a.score);
}
