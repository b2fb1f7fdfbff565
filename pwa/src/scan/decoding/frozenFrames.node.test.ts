import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { secondLook } from './secondLook';

/** Cut out of frames of bench/frames, seed 12; grey, in 32 shades. */
const TEXTS: Record<string, string> = {
  'curved-1': 'HTTPS://INSPECT.EXAMPLE.EDU.CN/Q/AFRLY3SUL',
  'defocus-1': 'WPDQ2LR32',
  'faded-1': 'JHKRZPKP9',
  'glare-1': 'HTTPS://INSPECT.EXAMPLE.EDU.CN/Q/YCR24TQ58',
  'mixed-1': 'HTTPS://INSPECT.EXAMPLE.EDU.CN/Q/NMLKV6D2X',
  'mixed-2': 'HTTPS://INSPECT.EXAMPLE.EDU.CN/Q/P4ZCUDL5J',
  'motion-1': 'QSVUVU6HW',
  'occlusion-1': '47KJ3UYW6',
  'occlusion-2': 'MQSTSCZR9',
};
const FOLDER = new URL('./frames/', import.meta.url);

function frameOf(name: string): ImageData {
  const file = gunzipSync(readFileSync(new URL(`${name}.pgm.gz`, FOLDER)));
  const [, size = ''] = file.toString('latin1', 0, 20).split('\n');
  const [width = 0, height = 0] = size.split(' ').map(Number);
  const grey = file.subarray(file.length - width * height);
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  grey.forEach((tone, at) => {
    data.fill(tone, at * 4, at * 4 + 3);
  });
  return { data, width, height, colorSpace: 'srgb' } as ImageData;
}

beforeAll(async () => {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const wasmBinary = Uint8Array.from(readFileSync(wasm)).buffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
});

test('each frozen frame has its text here', () => {
  const files = readdirSync(FOLDER).map((file) => file.replace('.pgm.gz', ''));
  expect(files.sort()).toEqual(Object.keys(TEXTS).sort());
});

test.each(Object.entries(TEXTS))(
  '%s is read, though not by the library alone',
  async (name, text) => {
    const frame = frameOf(name);
    expect(await readBarcodes(frame, { tryHarder: true, tryDenoise: true })).toEqual([]);
    expect(secondLook(frame, () => true)).toBe(text);
  },
);
