import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { secondLook } from './decoding/secondLook';
import './oldBrowsers';
import { pixelsOf } from './pixels';
import type { Answer, Question } from './question';

/** Labels are QR codes of model 2; tiny and rectangular ones would only be seen by mistake. */
const FAST: ReaderOptions = {
  formats: ['QRCodeModel2'],
  tryHarder: true,
  tryInvert: false,
  tryRotate: false,
  tryDownscale: false,
  maxNumberOfSymbols: 4,
};
/** The library's whole effort, also light on dark and through noise. */
const THOROUGH: ReaderOptions = {
  ...FAST,
  tryInvert: true,
  tryDownscale: true,
  tryDenoise: true,
};
/** Our own look goes on until the frame has taken so many times what the library took. */
const TIMES_LIBRARY = 1.7;
/** What a frame may take in any case, in ms. */
const FRAME_MS = 20;

// Without this the library fetches its wasm from a foreign server.
prepareZXingModule({
  overrides: {
    locateFile: (path: string, prefix: string) =>
      path.endsWith('.wasm') ? wasmUrl : prefix + path,
  },
  fireImmediately: true,
}).catch(() => undefined);

/** Looks ever closer until something is read: for most frames the first look is enough. */
async function textsIn(question: Question): Promise<string[]> {
  const image = pixelsOf(question.frame);
  const began = performance.now();
  for (const effort of [FAST, THOROUGH]) {
    const results = await readBarcodes(image, effort);
    if (results.length > 0) return results.map((result) => result.text);
  }
  const limit = Math.max(FRAME_MS, TIMES_LIBRARY * (performance.now() - began));
  const text = secondLook(image, () => performance.now() - began < limit);
  return text === undefined ? [] : [text];
}

self.addEventListener('message', ({ data }: MessageEvent<Question>) => {
  textsIn(data).then(
    (texts) => self.postMessage({ id: data.id, texts } satisfies Answer),
    (error: unknown) => self.postMessage({ id: data.id, failed: String(error) } satisfies Answer),
  );
});
