import { Equations } from './leastSquares';

/** A square grid with a border of one around it: `width` is the side and two. */
export type Grid = { readonly values: Float32Array; readonly width: number };

/** The shares of a place's nine neighbours, itself in the middle, and at last what is added to all. */
export type Mix = Float64Array;

const UNMIXED = [0, 0, 0, 0, 1, 0, 0, 0, 0, 0];
/** How many equations it takes to be believed against no mixing at all. */
const PULL = 4;

/** Each place inside the border as the sum of its neighbours' shares; the border stays 0. */
export function mixed({ values, width }: Grid, mix: Mix): Grid {
  const [a, b, c, d, e, f, g, h, i, added] = Array.from(mix) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const made = new Float32Array(values.length);
  for (let y = 1; y < width - 1; y++) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at++) {
      made[at] =
        a * (values[at - width - 1] as number) +
        b * (values[at - width] as number) +
        c * (values[at - width + 1] as number) +
        d * (values[at - 1] as number) +
        e * (values[at] as number) +
        f * (values[at + 1] as number) +
        g * (values[at + width - 1] as number) +
        h * (values[at + width] as number) +
        i * (values[at + width + 1] as number) +
        added;
    }
  }
  return { values: made, width };
}

/** The same shares given back: what a place gave to its neighbours. */
export function backwards(mix: Mix): Mix {
  return Float64Array.from(mix, (_, n) => (n < 9 ? (mix[8 - n] as number) : 0));
}

/**
 * The mix that makes `colours` (1, -1, 0 where not known) look like `seen`, by least squares over
 * the places whose nine colours are all known.
 */
export function mixBehind(seen: Grid, colours: Grid): Mix {
  const { width } = seen;
  const equations = new Equations(UNMIXED, PULL);
  const nine = new Float64Array(UNMIXED.length).fill(1);
  for (let y = 1; y < width - 1; y++) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at++) {
      if (takeNine(colours, at, nine)) equations.add(nine, seen.values[at] as number);
    }
  }
  return equations.best();
}

/** Writes the nine colours around a place into `nine`; false where one is not known. */
function takeNine({ values, width }: Grid, at: number, nine: Float64Array): boolean {
  for (let n = 0; n < 9; n++) {
    const colour = values[at + (Math.floor(n / 3) - 1) * width + (n % 3) - 1] as number;
    if (colour === 0) return false;
    nine[n] = colour;
  }
  return true;
}
