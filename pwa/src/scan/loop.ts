import type { Decoder } from './decoder';
import { parseLabel } from './parseLabel';
import type { Frame } from './question';
import { type Repeats, watchRepeats } from './repeats';

export type LoopParts = {
  readonly decoder: Decoder;
  /** The n-th picture, or nothing while the camera has none. */
  readonly grab: (n: number) => Promise<Frame | undefined>;
  /** A text that has been read; the same one is told once while it stays in view. */
  readonly onText: (text: string) => void;
  /** Calls back before the next frame is drawn. */
  readonly nextTurn: (work: () => void) => void;
  readonly now: () => number;
};

export type Loop = {
  /** Looks on, and still ignores the label that was told last. */
  resume(): void;
  pause(): void;
  stop(): void;
};

/** Of several codes in one picture ours comes first. */
export function chosen(texts: readonly string[]): string | undefined {
  return texts.find((text) => parseLabel(text).kind === 'own') ?? texts[0];
}

async function look(parts: LoopParts, repeats: Repeats, n: number): Promise<string | undefined> {
  const frame = await parts.grab(n);
  if (!frame) return undefined;
  const text = chosen(await parts.decoder.decode(frame));
  return text !== undefined && repeats.isNew(text, parts.now()) ? text : undefined;
}

/** Decodes picture after picture; the next is taken only when the last one is answered. */
export function startLoop(parts: LoopParts): Loop {
  const repeats = watchRepeats();
  let running = true;
  let stopped = false;
  let n = 0;
  const turn = async () => {
    if (stopped) return;
    const text = running ? await look(parts, repeats, n++).catch(() => undefined) : undefined;
    if (stopped) return;
    if (text !== undefined && running) parts.onText(text);
    parts.nextTurn(turn);
  };
  parts.nextTurn(turn);
  return {
    resume() {
      repeats.again(parts.now());
      running = true;
    },
    pause() {
      running = false;
    },
    stop() {
      stopped = true;
    },
  };
}
