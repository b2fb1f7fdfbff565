import type { Modules } from './codewords';
import { type Homography, mapped } from './homography';
import { sideOf } from './symbol';

/** Colours as a camera gives them: red, green, blue, opacity a pixel. */
export type Colours = {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
};

/** Differences to green from which a module no longer counts as ink or paper. */
const STRANGE = 12;
/** What remains of the belief in a module that dirt, tape or a finger seems to cover. */
const REST = 0.03;

type Tint = readonly [redder: number, bluer: number];

/** The mean of nine pixels, as differences of red and blue to green. */
function tintAt({ data, width, height }: Colours, x: number, y: number): Tint {
  const column = Math.min(width - 2, Math.max(1, Math.floor(x)));
  const row = Math.min(height - 2, Math.max(1, Math.floor(y)));
  let [red, green, blue] = [0, 0, 0];
  for (let dy = -1; dy <= 1; dy++) {
    for (let dx = -1; dx <= 1; dx++) {
      const at = ((row + dy) * width + column + dx) * 4;
      red += data[at] as number;
      green += data[at + 1] as number;
      blue += data[at + 2] as number;
    }
  }
  return [(red - green) / 9, (blue - green) / 9];
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function strangers(tints: readonly Tint[], members: readonly number[]): number[] {
  const usual = [0, 1].map((n) => median(members.map((at) => (tints[at] as Tint)[n] as number)));
  const gaps = members.map((at) =>
    Math.max(...(tints[at] as Tint).map((value, n) => Math.abs(value - (usual[n] as number)))),
  );
  const limit = STRANGE + 3 * median([...gaps]);
  return members.filter((_, n) => (gaps[n] as number) > limit);
}

/** Ink and paper have each one colour: modules of another are hardly believed. */
export function withoutStrangeColours(modules: Modules, colours: Colours, h: Homography): Modules {
  const side = sideOf(modules.version);
  const tints = Array.from(modules.seen, (_, at) => {
    const { x, y } = mapped(h, (at % side) + 0.5, Math.floor(at / side) + 0.5);
    return tintAt(colours, x, y);
  });
  const all = Array.from(modules.seen.keys());
  const seen = modules.seen.slice();
  for (const dark of [true, false]) {
    const members = all.filter((at) => (modules.seen[at] as number) > 0 === dark);
    for (const at of strangers(tints, members)) seen[at] = (seen[at] as number) * REST;
  }
  return { version: modules.version, seen };
}
