/** Strokes of a pen on a field of `width` x `height`; each stroke is x, y, x, y ... in its pixels. */
export interface Ink {
  readonly width: number;
  readonly height: number;
  readonly strokes: readonly (readonly number[])[];
}

/** Points nearer than this to the one before say nothing about the line. */
const STEP = 2;
/** A name needs a line at least this many times as long as the field is wide; a slip does not. */
const LEAST_LENGTH = 0.5;
/** More points than any name has: a palm that rubs the glass must not swell the record. */
export const POINTS_LIMIT = 4000;
const STROKES_LIMIT = 400;

export function emptyInk(width: number, height: number): Ink {
  return { width, height, strokes: [] };
}

function clamped(value: number, most: number): number {
  return Math.min(Math.max(Math.round(value), 0), most);
}

function pointsOf({ strokes }: Ink): number {
  return strokes.reduce((sum, stroke) => sum + stroke.length / 2, 0);
}

/** The pen touches the field. */
export function withStroke(ink: Ink, x: number, y: number): Ink {
  if (pointsOf(ink) >= POINTS_LIMIT || ink.strokes.length >= STROKES_LIMIT) return ink;
  const first = [clamped(x, ink.width), clamped(y, ink.height)];
  return { ...ink, strokes: [...ink.strokes, first] };
}

/** The pen goes on; the same ink comes back when it has hardly moved. */
export function withPoint(ink: Ink, x: number, y: number): Ink {
  const stroke = ink.strokes[ink.strokes.length - 1];
  if (stroke === undefined || pointsOf(ink) >= POINTS_LIMIT) return ink;
  const to = [clamped(x, ink.width), clamped(y, ink.height)] as const;
  const [lastX = 0, lastY = 0] = stroke.slice(-2);
  if (Math.hypot(to[0] - lastX, to[1] - lastY) < STEP) return ink;
  return { ...ink, strokes: [...ink.strokes.slice(0, -1), [...stroke, ...to]] };
}

function lengthOf(stroke: readonly number[]): number {
  let length = 0;
  for (let at = 2; at + 1 < stroke.length; at += 2) {
    const [x = 0, y = 0, toX = 0, toY = 0] = stroke.slice(at - 2, at + 2);
    length += Math.hypot(toX - x, toY - y);
  }
  return length;
}

/** Whether there is enough of it to be a signature, and not a touch by accident. */
export function isSigned(ink: Ink): boolean {
  const length = ink.strokes.reduce((sum, stroke) => sum + lengthOf(stroke), 0);
  return length > 0 && length >= ink.width * LEAST_LENGTH;
}
