import type { Decoder } from './decoder';
import { parseLabel } from './parseLabel';
import type { Frame } from './question';
import { type Repeats, watchRepeats } from './repeats';

/** What is given to the decoder: the camera's whole view, or a cut of it. */
export type Picture = { readonly frame: Frame; readonly whole: boolean };

export type LoopParts = {
  readonly decoder: Decoder;
  /** The n-th picture, or nothing while the camera has none; picture 0 is the whole view. */
  readonly grab: (n: number) => Promise<Picture | undefined>;
  /**
   * What has come into view: one text, or several codes of ours at once, of which a person has to
   * say the one that is meant. The loop rests until it is resumed.
   */
  readonly onSeen: (texts: readonly string[]) => void;
  /** Calls back before the next frame is drawn. */
  readonly nextTurn: (work: () => void) => void;
  readonly now: () => number;
};

export type Loop = {
  /** Looks on, and still ignores the labels that were told last. */
  resume(): void;
  pause(): void;
  /** Of several that were told, these were not meant: they may be told again in two seconds. */
  aside(texts: readonly string[]): void;
};

/** Of several codes in one picture ours comes first. */
export function chosen(texts: readonly string[]): string | undefined {
  return texts.find(isOwn) ?? texts[0];
}

const isOwn = (text: string) => parseLabel(text).kind === 'own';

/** A label says the same with and without its address. */
const labelOf = (text: string) => parseLabel(text).code || text;

/** The texts by their labels: our own, or else the first of the others. */
function labelsIn(texts: readonly string[]): ReadonlyMap<string, string> {
  const own = texts.filter(isOwn);
  const wanted = own.length > 0 ? own : texts.slice(0, 1);
  return new Map(wanted.map((text) => [labelOf(text), text]));
}

async function look(parts: LoopParts, repeats: Repeats, n: number): Promise<readonly string[]> {
  const picture = await parts.grab(n);
  if (!picture) return [];
  const texts = await parts.decoder.decode(picture.frame);
  const fresh = repeats.fresh([...labelsIn(texts).keys()], parts.now());
  if (fresh.length === 0) return [];
  // A cut shows one of two labels that hang side by side: the whole view is asked before one is told.
  const all = picture.whole ? texts : [...texts, ...(await wholeView(parts))];
  const labels = labelsIn(all);
  return repeats.fresh([...labels.keys()], parts.now()).map((label) => labels.get(label) ?? label);
}

async function wholeView({ grab, decoder }: LoopParts): Promise<readonly string[]> {
  const picture = await grab(0);
  return picture ? decoder.decode(picture.frame) : [];
}

/**
 * Decodes picture after picture; the next is taken only when the last one is answered. At rest it
 * asks for no frame at all: each would cost the page a drawing.
 */
export function startLoop(parts: LoopParts): Loop {
  const repeats = watchRepeats();
  let running = true;
  let turning = false;
  let restedAt = 0;
  let n = 0;
  const rest = () => {
    if (running) restedAt = parts.now();
    running = false;
  };
  const turn = async () => {
    const texts = running ? await look(parts, repeats, n++).catch(() => []) : [];
    if (texts.length > 0 && running) {
      rest();
      for (const text of texts) repeats.told(labelOf(text), restedAt);
      parts.onSeen(texts);
    }
    turning = false;
    next();
  };
  const next = () => {
    if (!running || turning) return;
    turning = true;
    parts.nextTurn(turn);
  };
  next();
  return {
    resume() {
      if (!running) repeats.covered(parts.now() - restedAt);
      running = true;
      next();
    },
    pause: rest,
    aside(texts) {
      for (const text of texts) repeats.aside(labelOf(text), restedAt);
    },
  };
}
