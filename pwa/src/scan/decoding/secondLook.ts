import { findersIn } from './finders';
import { type Fit, fitted } from './fit';
import { type Grey, greyOf, levelsOf } from './grey';
import { type Homography, mapped, squareTo } from './homography';
import { likeness } from './likeness';
import { cutOut, type Patch } from './patch';
import { type Corners, type Placement, placementsOn } from './placements';
import { readModules } from './reading';
import { modulesOf, NARROW, WIDE } from './sampling';
import { sideOf } from './symbol';
import { type Colours, withoutStrangeColours } from './tint';
import { unblurred } from './unblur';

const HALVINGS = 3;
const LEAST_LIKENESS = 0.3;
const LEAST_FIT = 0.3;
/** A symbol that fits so well lies there: no other placement on the same spot will do better. */
const GOOD_FIT = 0.75;
/** What a placement's shape counts beside its likeness. */
const SHAPE = 0.3;
const TRIES = 5;

/** A symbol laid flat and fitted. */
type Found = {
  readonly version: number;
  readonly flat: Homography;
  readonly patch: Patch;
  readonly fit: Fit;
};

function found(levels: readonly Grey[], { corners, version, module }: Placement): Found {
  const side = sideOf(version);
  const flat = squareTo(side, corners);
  const patch = cutOut(levels, flat, side, module);
  return { version, flat, patch, fit: fitted(patch, version) };
}

/** From modules of the symbol to the frame. */
function intoFrame({ version, flat, fit }: Found): Homography {
  const corners = fit.corners.map(({ x, y }) => mapped(flat, x, y)) as unknown as Corners;
  return squareTo(sideOf(version), corners);
}

function read(symbol: Found, frame: Colours): string | undefined {
  const { version, patch, fit } = symbol;
  const modules = modulesOf(patch, fit.corners, version, NARROW);
  return (
    readModules(withoutStrangeColours(modules, frame, intoFrame(symbol))) ??
    readModules(modules) ??
    readModules(unblurred(modulesOf(patch, fit.corners, version, WIDE)))
  );
}

function likeliest(levels: readonly Grey[]): Placement[] {
  return placementsOn(findersIn(levels))
    .map((placement) => ({ placement, alike: likeness(levels, placement) }))
    .filter(({ alike }) => alike > LEAST_LIKENESS)
    .map(({ placement, alike }) => ({ placement, rank: alike + SHAPE * placement.score }))
    .sort((a, b) => b.rank - a.rank)
    .slice(0, TRIES)
    .map(({ placement }) => placement);
}

function overlap(a: Placement, b: Placement): boolean {
  const [first, second] = [a.corners, b.corners].map(([p, , q]) => ({
    x: (p.x + q.x) / 2,
    y: (p.y + q.y) / 2,
  }));
  if (!first || !second) return false;
  return Math.hypot(first.x - second.x, first.y - second.y) < 5 * a.module;
}

/**
 * Reads a damaged label of ours from a frame in which nothing was read: finders that are half
 * hidden, blur, glare, dirt. Other codes than labels are never answered.
 * @param hasTime is asked before each symbol that is tried.
 */
export function secondLook(frame: Colours, hasTime: () => boolean): string | undefined {
  const levels = levelsOf(greyOf(frame.data, frame.width, frame.height), HALVINGS);
  const settled: Placement[] = [];
  for (const placement of likeliest(levels)) {
    if (settled.some((other) => overlap(other, placement))) continue;
    if (!hasTime()) return undefined;
    const symbol = found(levels, placement);
    const text = symbol.fit.score < LEAST_FIT ? undefined : read(symbol, frame);
    if (text !== undefined) return text;
    if (symbol.fit.score >= GOOD_FIT) settled.push(placement);
  }
  return undefined;
}
