/** Arithmetic of GF(256) as QR uses it: x^8 + x^4 + x^3 + x^2 + 1. */
const EXP = new Uint8Array(510);
const LOG = new Uint8Array(256);
for (let n = 0, value = 1; n < 255; n++) {
  EXP[n] = value;
  EXP[n + 255] = value;
  LOG[value] = n;
  value = value & 0x80 ? (value << 1) ^ 0x11d : value << 1;
}

function power(n: number): number {
  return EXP[((n % 255) + 255) % 255] as number;
}

function times(a: number, b: number): number {
  if (a === 0 || b === 0) return 0;
  return EXP[(LOG[a] as number) + (LOG[b] as number)] as number;
}

function over(a: number, b: number): number {
  return a === 0 ? 0 : power((LOG[a] as number) - (LOG[b] as number));
}

/** Polynomials: the coefficient of x^n stands at n. */
type Polynomial = readonly number[];

function valueAt(polynomial: Polynomial, x: number): number {
  let value = 0;
  for (let n = polynomial.length - 1; n >= 0; n--)
    value = times(value, x) ^ (polynomial[n] as number);
  return value;
}

function product(a: Polynomial, b: Polynomial, length = a.length + b.length - 1): number[] {
  const made = new Array<number>(length).fill(0);
  for (let n = 0; n < a.length; n++) {
    for (let m = 0; m < b.length && n + m < length; m++) {
      made[n + m] = (made[n + m] as number) ^ times(a[n] as number, b[m] as number);
    }
  }
  return made;
}

function syndromesOf(word: Uint8Array, correction: number): number[] {
  return Array.from({ length: correction }, (_, n) => {
    const root = power(n);
    let value = 0;
    for (const symbol of word) value = times(value, root) ^ symbol;
    return value;
  });
}

function degreeOf(polynomial: Polynomial): number {
  let degree = polynomial.length - 1;
  while (degree > 0 && polynomial[degree] === 0) degree--;
  return degree;
}

/** Berlekamp and Massey's way to the locator of errors, begun with the erasures' locator. */
function locatorOf(syndromes: Polynomial, erasures: Polynomial): number[] {
  const erased = erasures.length - 1;
  let [locator, before]: [number[], number[]] = [[...erasures], [...erasures]];
  let length = erased;
  for (let n = erased; n < syndromes.length; n++) {
    before = [0, ...before];
    let gap = 0;
    for (let m = 0; m < locator.length && m <= n; m++) {
      gap ^= times(locator[m] as number, syndromes[n - m] as number);
    }
    if (gap === 0) continue;
    const next = Array.from(
      { length: Math.max(locator.length, before.length) },
      (_, m) => (locator[m] ?? 0) ^ times(gap, before[m] ?? 0),
    );
    if (2 * length <= n + erased) {
      before = locator.map((symbol) => over(symbol, gap));
      length = n + 1 + erased - length;
    }
    locator = next;
  }
  return locator;
}

export type Repaired = {
  readonly word: Uint8Array;
  /** Wrong symbols that nobody had named. */
  readonly errors: number;
};

/**
 * Repairs a Reed-Solomon codeword whose last `correction` symbols are its check symbols.
 * @param erased places of symbols that are not to be believed.
 * @returns nothing where more is wrong than can be repaired.
 */
export function repaired(
  received: Uint8Array,
  correction: number,
  erased: readonly number[],
): Repaired | undefined {
  const syndromes = syndromesOf(received, correction);
  if (syndromes.every((symbol) => symbol === 0)) return { word: received, errors: 0 };
  const last = received.length - 1;
  const erasures = erased.reduce<number[]>((made, at) => product(made, [1, power(last - at)]), [1]);
  const locator = locatorOf(syndromes, erasures);
  const degree = degreeOf(locator);
  if (2 * degree - erased.length > correction) return undefined;
  return changed(received, syndromes, locator.slice(0, degree + 1), erased);
}

/** Forney's values at the places that the locator names. */
function changed(
  received: Uint8Array,
  syndromes: Polynomial,
  locator: Polynomial,
  erased: readonly number[],
): Repaired | undefined {
  const evaluator = product(syndromes, locator, syndromes.length);
  const slope = locator.map((symbol, n) => (n % 2 === 1 ? symbol : 0)).slice(1);
  const word = received.slice();
  let [found, errors] = [0, 0];
  for (let at = 0; at < word.length; at++) {
    const place = received.length - 1 - at;
    const root = power(-place);
    if (valueAt(locator, root) !== 0) continue;
    found++;
    const below = valueAt(slope, root);
    if (below === 0) return undefined;
    const change = times(power(place), over(valueAt(evaluator, root), below));
    word[at] = (word[at] as number) ^ change;
    if (change !== 0 && !erased.includes(at)) errors++;
  }
  return found === locator.length - 1 ? { word, errors } : undefined;
}
