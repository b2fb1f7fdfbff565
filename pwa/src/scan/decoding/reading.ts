import { parseLabel } from '../parseLabel';
import { type Block, blocksIn, type Format, likelyFormats, type Modules } from './codewords';
import { textIn } from './content';
import { repaired } from './reedSolomon';
import { blocksOf } from './symbol';

/** How a label's text looks; nothing else is believed when a symbol had to be guessed at. */
const LABEL = /^(?:https?:\/\/[a-z0-9.:-]+\/q\/)?[2-9A-HJ-NP-Z]{9}$/i;
/** Check symbols that stay unused: each lets one of 256 chance words through. */
const SPARE = 2;
const SPARE_OWN = 1;
/** With so many to spare no better repair is looked for. */
const ENOUGH = 4;
/** How many symbols are given up, from none to all but the spare ones. */
function countsOf(correction: number): number[] {
  const step = correction < 12 ? 2 : 4;
  const counts: number[] = [];
  for (let count = 0; count < correction - SPARE; count += step) counts.push(count);
  return [...counts, correction - SPARE, correction - SPARE_OWN];
}

type Solved = { readonly word: Uint8Array; readonly spare: number };

function weakest(belief: Float32Array, count: number): number[] {
  const places = Array.from(belief.keys());
  return places.sort((a, b) => (belief[a] as number) - (belief[b] as number)).slice(0, count);
}

/** A repair with check symbols to spare, giving up ever more of the symbols least believed. */
function solved({ word, belief }: Block, correction: number): Solved | undefined {
  const doubtful = weakest(belief, correction - SPARE_OWN);
  let best: Solved | undefined;
  for (const count of countsOf(correction)) {
    const repair = repaired(word, correction, doubtful.slice(0, count));
    const spare = repair ? correction - count - 2 * repair.errors : 0;
    if (repair && spare > (best?.spare ?? 0)) best = { word: repair.word, spare };
    if (spare >= ENOUGH) break;
  }
  return best;
}

function readAs(modules: Modules, format: Format): string | undefined {
  const { correction } = blocksOf(modules.version, format.level);
  const data: number[] = [];
  let spare = Number.POSITIVE_INFINITY;
  for (const block of blocksIn(modules, format)) {
    const one = solved(block, correction);
    if (!one) return undefined;
    data.push(...one.word.subarray(0, one.word.length - correction));
    spare = Math.min(spare, one.spare);
  }
  const text = textIn(Uint8Array.from(data));
  if (text === undefined || !LABEL.test(text)) return undefined;
  return spare >= SPARE || parseLabel(text).kind === 'own' ? text : undefined;
}

/** The label's text behind modules that were seen with doubt. */
export function readModules(modules: Modules): string | undefined {
  for (const format of likelyFormats(modules)) {
    const text = readAs(modules, format);
    if (text !== undefined) return text;
  }
  return undefined;
}
