import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import './oldBrowsers';
import type { Answer, Question } from './question';

// Without this the library fetches its wasm from a foreign server.
prepareZXingModule({
  overrides: {
    locateFile: (path: string, prefix: string) =>
      path.endsWith('.wasm') ? wasmUrl : prefix + path,
  },
  fireImmediately: true,
}).catch(() => undefined);

function imageOf({ frame }: Question): ImageData {
  if ('pixels' in frame) {
    return new ImageData(new Uint8ClampedArray(frame.pixels), frame.width, frame.height);
  }
  const { bitmap } = frame;
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  if (!context) throw new Error('no 2d context');
  context.drawImage(bitmap, 0, 0);
  const image = context.getImageData(0, 0, bitmap.width, bitmap.height);
  bitmap.close();
  return image;
}

async function answer(question: Question): Promise<Answer> {
  const results = await readBarcodes(imageOf(question), {
    formats: ['QRCode'],
    tryHarder: true,
    tryDenoise: true,
    maxNumberOfSymbols: 4,
  });
  return { id: question.id, texts: results.map((result) => result.text) };
}

self.addEventListener('message', ({ data }: MessageEvent<Question>) => {
  answer(data).then(
    (done) => self.postMessage(done),
    (error: unknown) => self.postMessage({ id: data.id, failed: String(error) } satisfies Answer),
  );
});
