import { brightnessAt, type Grey } from './grey';
import { type Homography, mapped } from './homography';

/** Modules around a symbol that a patch shows too. */
export const MARGIN = 4;
/** Pixels of a patch a module. */
export const PIXELS = 4;

/** A symbol cut out and laid flat: `brightness` as it was, `contrast` -1 to 1 within its surroundings. */
export type Patch = {
  readonly side: number;
  readonly brightness: Float32Array;
  readonly contrast: Float32Array;
};

/** The level on which a module is 3 to 6 pixels: sharp enough, and its noise averaged out. */
export function levelFor(levels: readonly Grey[], module: number): number {
  const wanted = Math.round(Math.log2(module / 4.2));
  return Math.max(0, Math.min(levels.length - 1, wanted));
}

/** Cuts out the square of `side` modules that `h` maps to the frame. */
export function cutOut(
  levels: readonly Grey[],
  h: Homography,
  side: number,
  module: number,
): Patch {
  const n = levelFor(levels, module);
  const [level, scale] = [levels[n] as Grey, 0.5 ** n];
  const width = (side + 2 * MARGIN) * PIXELS;
  const brightness = new Float32Array(width * width);
  for (let y = 0; y < width; y++) {
    for (let x = 0; x < width; x++) {
      const point = mapped(h, (x + 0.5) / PIXELS - MARGIN, (y + 0.5) / PIXELS - MARGIN);
      brightness[y * width + x] = brightnessAt(level, point.x * scale, point.y * scale);
    }
  }
  return { side: width, brightness, contrast: contrastOf(brightness, width) };
}

/** Sums of all above and left of each pixel, so that any box's mean takes four look-ups. */
function sums(values: Float32Array, width: number, of: (value: number) => number): Float64Array {
  const made = new Float64Array((width + 1) * (width + 1));
  for (let y = 0; y < width; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      row += of(values[y * width + x] as number);
      made[(y + 1) * (width + 1) + x + 1] = (made[y * (width + 1) + x + 1] as number) + row;
    }
  }
  return made;
}

const REACH = 4 * PIXELS;
/** Grey levels of noise that are not taken for contrast. */
const NOISE = 3;

function contrastOf(values: Float32Array, width: number): Float32Array {
  const plain = sums(values, width, (value) => value);
  const squares = sums(values, width, (value) => value * value);
  const contrast = new Float32Array(values.length);
  for (let y = 0; y < width; y++) {
    const [top, bottom] = [Math.max(0, y - REACH), Math.min(width, y + REACH + 1)];
    for (let x = 0; x < width; x++) {
      const [left, right] = [Math.max(0, x - REACH), Math.min(width, x + REACH + 1)];
      const [a, b] = [top * (width + 1), bottom * (width + 1)];
      const box = (from: Float64Array) =>
        (from[b + right] as number) -
        (from[a + right] as number) -
        (from[b + left] as number) +
        (from[a + left] as number);
      const count = (bottom - top) * (right - left);
      const mean = box(plain) / count;
      const deviation = Math.sqrt(Math.max(0, box(squares) / count - mean * mean));
      const value = ((values[y * width + x] as number) - mean) / (deviation + NOISE);
      contrast[y * width + x] = Math.max(-1, Math.min(1, value));
    }
  }
  return contrast;
}

/** A value between the pixels of a patch at a place in modules. */
export function valueAt(values: Float32Array, width: number, x: number, y: number): number {
  const left = Math.min(width - 1.001, Math.max(0, (x + MARGIN) * PIXELS - 0.5));
  const top = Math.min(width - 1.001, Math.max(0, (y + MARGIN) * PIXELS - 0.5));
  const [column, row] = [left | 0, top | 0];
  const [right, down] = [left - column, top - row];
  const at = row * width + column;
  const above = (values[at] as number) * (1 - right) + (values[at + 1] as number) * right;
  const below =
    (values[at + width] as number) * (1 - right) + (values[at + width + 1] as number) * right;
  return above * (1 - down) + below * down;
}
