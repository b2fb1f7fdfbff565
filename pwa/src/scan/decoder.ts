import { transferOf } from './frame';
import type { Answer, Frame, Question } from './question';

/** Reads the texts of the codes in a picture; an empty list when there is none. */
export interface Decoder {
  decode(frame: Frame): Promise<readonly string[]>;
  stop(): void;
}

type Pending = { resolve: (texts: readonly string[]) => void; reject: (error: Error) => void };

function decoderOn(worker: Worker, onFailed: () => void): Decoder {
  const pending = new Map<number, Pending>();
  let last = 0;
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    const waiting = pending.get(data.id);
    pending.delete(data.id);
    if ('texts' in data) waiting?.resolve(data.texts);
    else waiting?.reject(new Error(data.failed));
  });
  worker.addEventListener('error', () => {
    for (const waiting of pending.values()) waiting.reject(new Error('the decoder did not start'));
    pending.clear();
    onFailed();
  });
  return {
    decode(frame) {
      last += 1;
      const id = last;
      return new Promise((resolve, reject) => {
        pending.set(id, { resolve, reject });
        worker.postMessage({ id, frame } satisfies Question, transferOf(frame));
      });
    },
    stop: () => worker.terminate(),
  };
}

/** Starts the decoder in a worker of its own; its wasm is fetched once, from this server. */
export function startDecoder(onFailed: () => void): Decoder {
  // The build finds the worker's file only where the two constructors stand together.
  const worker = new Worker(new URL('./decoder.worker.ts', import.meta.url), { type: 'module' });
  return decoderOn(worker, onFailed);
}
