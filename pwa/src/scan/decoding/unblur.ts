import type { Modules } from './codewords';
import { backwards, type Grid, type Mix, mixBehind, mixed } from './mixing';
import { purposes, sideOf } from './symbol';

/**
 * Blur mixes each module with its eight neighbours. How much, the fixed patterns tell, for their
 * modules are known; then the colours are looked for that, mixed so, look like what was seen
 * (steepest descent with momentum); then all of them tell better how much.
 */
const PASSES = 3;
const ROUNDS = 25;
const MOMENTUM = 0.85;
/** Colours lie between -1 and 1; a little more room lets doubt show. */
const LIMIT = 1.2;

/** 1 dark, -1 light, 0 not known before reading; the border is light. */
function knownColours(version: number): Grid {
  const side = sideOf(version);
  const values = new Float32Array((side + 2) ** 2).fill(-1);
  purposes(version).forEach((purpose, at) => {
    values[placeOf(at, side)] = purpose === 1 ? 1 : purpose === 0 ? -1 : 0;
  });
  return { values, width: side + 2 };
}

/** Where a module stands in a grid with a border. */
function placeOf(at: number, side: number): number {
  return (Math.floor(at / side) + 1) * (side + 2) + (at % side) + 1;
}

function withBorder(seen: Float32Array, side: number): Grid {
  const values = new Float32Array((side + 2) ** 2);
  seen.forEach((value, at) => {
    values[placeOf(at, side)] = value;
  });
  return { values, width: side + 2 };
}

/** What `colours` leave unexplained of what was seen. */
function unexplained(seen: Grid, colours: Grid, mix: Mix): Grid {
  const { values, width } = mixed(colours, mix);
  for (let y = 1; y < width - 1; y++) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at++) {
      values[at] = (seen.values[at] as number) - (values[at] as number);
    }
  }
  return { values, width };
}

/** The colours that explain best what was seen; known ones stay. */
function coloursBehind(seen: Grid, known: Grid, mix: Mix): Grid {
  const gain = mix.subarray(0, 9).reduce((total, share) => total + Math.abs(share), 0);
  const [back, step] = [backwards(mix), 1 / (gain * gain)];
  const colours = { values: known.values.slice(), width: known.width };
  const ahead = { values: known.values.slice(), width: known.width };
  for (let round = 0; round < ROUNDS; round++) {
    const uphill = mixed(unexplained(seen, ahead, mix), back).values;
    for (let at = 0; at < uphill.length; at++) {
      if (known.values[at] !== 0) continue;
      const before = colours.values[at] as number;
      const value = (ahead.values[at] as number) + step * (uphill[at] as number);
      const now = Math.max(-LIMIT, Math.min(LIMIT, value));
      colours.values[at] = now;
      ahead.values[at] = now + MOMENTUM * (now - before);
    }
  }
  return colours;
}

function decided({ values, width }: Grid): Grid {
  return { values: values.map((value) => (value > 0 ? 1 : -1)), width };
}

/** The modules as they may have looked without blur. */
export function unblurred({ version, seen }: Modules): Modules {
  const side = sideOf(version);
  const [known, target] = [knownColours(version), withBorder(seen, side)];
  let mix = mixBehind(target, known);
  let colours = coloursBehind(target, known, mix);
  for (let pass = 1; pass < PASSES; pass++) {
    mix = mixBehind(target, decided(colours));
    colours = coloursBehind(target, known, mix);
  }
  return { version, seen: seen.map((_, at) => colours.values[placeOf(at, side)] as number) };
}
