/** Our scanner as it is built, and four other decoders, on the same pictures. */
import { scanImageData, setModuleArgs } from '@undecaf/zbar-wasm';
import jsQR from 'jsqr';
import { scan } from 'qr-scanner-wechat';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const ZXING = { formats: ['QRCode'], tryHarder: true, tryDenoise: true };

/** Asks a worker of the app's build, as the app does on browsers that hand over pixels. */
function ours(workerUrl) {
  const worker = new Worker(workerUrl, { type: 'module' });
  const waiting = new Map();
  let last = 0;
  worker.onmessage = ({ data }) => {
    const { resolve, reject } = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.failed) reject(new Error(data.failed));
    else resolve(data.texts);
  };
  return (image) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      const { data, width, height } = image;
      worker.postMessage({ id: last, frame: { pixels: data.buffer, width, height } }, [data.buffer]);
    });
}

const decoders = {
  'zxing-wasm': async (image) => (await readBarcodes(image, ZXING)).map(({ text }) => text),
  'qr-scanner-wechat': async (image) => [(await scan(image)).text].filter(Boolean),
  jsqr: async ({ data, width, height }) => [jsQR(data, width, height)?.data].filter(Boolean),
  'zbar-wasm': async (image) => (await scanImageData(image)).map((found) => found.decode()),
};

function start(workerUrl, zxingUrl, zbarUrl) {
  prepareZXingModule({ overrides: { locateFile: () => zxingUrl } });
  setModuleArgs({ locateFile: () => zbarUrl });
  decoders.ours = ours(workerUrl);
}

const canvas = new OffscreenCanvas(1, 1);
const context = canvas.getContext('2d', { willReadFrequently: true });

async function imageAt(url) {
  const bitmap = await createImageBitmap(await (await fetch(url)).blob());
  Object.assign(canvas, { width: bitmap.width, height: bitmap.height });
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** What one decoder reads in one picture, and how long that takes once the pixels are there. */
async function look(name, image) {
  const own = new ImageData(image.data.slice(), image.width, image.height);
  const began = performance.now();
  const texts = await decoders[name](own);
  return { texts, ms: performance.now() - began };
}

/** Each decoder on the picture, by turns so that none always comes first. */
async function frame(url, names, turn) {
  const image = await imageAt(url);
  const found = {};
  for (let n = 0; n < names.length; n++) {
    const name = names[(n + turn) % names.length];
    found[name] = await look(name, image);
  }
  return found;
}

/**
 * Plays a film to our scanner: it takes the picture of the moment whenever it is ready for one.
 * The seconds until the first text, or nothing; what it costs to decode is in them.
 */
async function film(urls, picturesASecond) {
  let seconds = 0;
  while (seconds * picturesASecond < urls.length) {
    const url = urls[Math.floor(seconds * picturesASecond)];
    const { texts, ms } = await look('ours', await imageAt(url));
    seconds += Math.max(ms / 1000, 1 / 60);
    if (texts.length > 0) return { seconds, texts };
  }
  return { texts: [] };
}

globalThis.bench = { start, frame, film };
