import { blocksOf, DATA, isTurned, type Level, purposes, sideOf } from './symbol';

/** The modules of a symbol as they were seen: above 0 dark, below light; near 0 nobody knows. */
export type Modules = { readonly version: number; readonly seen: Float32Array };

export type Format = { readonly level: Level; readonly mask: number };

type Agreement = { readonly data: number; readonly sum: number };

const LEVELS: readonly Level[] = ['M', 'L', 'H', 'Q'];

/** The 15 bits of a format, the BCH code's ten and the fixed mask included. */
function formatBits(data: number): number {
  let rest = data << 10;
  for (let bit = 14; bit >= 10; bit--) if (rest & (1 << bit)) rest ^= 0b10100110111 << (bit - 10);
  return ((data << 10) | rest) ^ 0b101010000010010;
}

/** Where the two copies of a format's bit stand, bit 14 first. */
function formatPlaces(side: number): (readonly [number, number])[][] {
  const near: [number, number][] = [];
  for (let n = 0; n < 6; n++) near.push([n, 8]);
  near.push([7, 8], [8, 8], [8, 7]);
  for (let n = 5; n >= 0; n--) near.push([8, n]);
  const far: [number, number][] = [];
  for (let n = 0; n < 7; n++) far.push([8, side - 1 - n]);
  for (let n = 0; n < 8; n++) far.push([side - 8 + n, 8]);
  return [near, far];
}

/** A format that agrees with what was seen by less than this part of the best is not believed. */
const RIVAL = 0.7;

/** The formats that agree with what was seen, best first: one, or two that agree about as well. */
export function likelyFormats({ version, seen }: Modules): Format[] {
  const side = sideOf(version);
  const bits = new Array<number>(15).fill(0);
  for (const copy of formatPlaces(side)) {
    copy.forEach(([x, y], n) => {
      bits[n] = (bits[n] as number) + (seen[y * side + x] as number);
    });
  }
  const agreement = Array.from({ length: 32 }, (_, data) => {
    const word = formatBits(data);
    const sum = bits.reduce((total, bit, n) => total + (word & (1 << (14 - n)) ? bit : -bit), 0);
    return { data, sum };
  });
  const [best, second] = agreement.sort((a, b) => b.sum - a.sum);
  return [best, second]
    .filter((one): one is Agreement => one !== undefined && one.sum > RIVAL * (best?.sum ?? 0))
    .map(({ data }) => ({ level: LEVELS[data >> 3] as Level, mask: data & 7 }));
}

const orders = new Map<number, Uint16Array>();

/** The data modules in the order in which their bits stand: up and down, two columns at a time. */
function orderOf(version: number): Uint16Array {
  const known = orders.get(version);
  if (known) return known;
  const side = sideOf(version);
  const kinds = purposes(version);
  const order: number[] = [];
  let up = true;
  for (let right = side - 1; right > 0; right -= 2) {
    if (right === 6) right--;
    for (let step = 0; step < side; step++) {
      const y = up ? side - 1 - step : step;
      for (const at of [y * side + right, y * side + right - 1])
        if (kinds[at] === DATA) order.push(at);
    }
    up = !up;
  }
  const made = Uint16Array.from(order);
  orders.set(version, made);
  return made;
}

/** A block of codewords, and how far the weakest bit of each can be believed. */
export type Block = { readonly word: Uint8Array; readonly belief: Float32Array };

function readCodewords({ version, seen }: Modules, mask: number, total: number): Block {
  const side = sideOf(version);
  const order = orderOf(version);
  const word = new Uint8Array(total);
  const belief = new Float32Array(total).fill(9);
  for (let bit = 0; bit < total * 8; bit++) {
    const at = order[bit] as number;
    const value = seen[at] as number;
    const dark = value > 0 !== isTurned(mask, at % side, Math.floor(at / side));
    const n = bit >> 3;
    if (dark) word[n] = (word[n] as number) | (0x80 >> (bit & 7));
    belief[n] = Math.min(belief[n] as number, Math.abs(value));
  }
  return { word, belief };
}

/** The blocks that the codewords were dealt out to, data before correction. */
export function blocksIn(modules: Modules, { level, mask }: Format): Block[] {
  const { count, correction, total } = blocksOf(modules.version, level);
  const all = readCodewords(modules, mask, total);
  const short = Math.floor(total / count);
  const longOnes = total % count;
  return Array.from({ length: count }, (_, block) => {
    const isLong = block >= count - longOnes;
    const data = short - correction;
    const places: number[] = [];
    for (let n = 0; n < data; n++) places.push(n * count + block);
    if (isLong) places.push(data * count + block - (count - longOnes));
    for (let n = 0; n < correction; n++) places.push(total - (correction - n) * count + block);
    return {
      word: Uint8Array.from(places, (at) => all.word[at] as number),
      belief: Float32Array.from(places, (at) => all.belief[at] as number),
    };
  });
}
