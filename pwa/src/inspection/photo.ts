import type { PhotoInput } from '../db';

/** Longest side in pixels, and the size in bytes that quality is lowered for. */
export const PHOTO_SIDE = 1600;
const PHOTO_BYTES = 260_000;
const QUALITIES = [0.82, 0.7, 0.58, 0.46] as const;

export type Picture = {
  readonly source: CanvasImageSource;
  readonly width: number;
  readonly height: number;
};

/** A page in the background gives empty pictures; a file may be no picture at all. */
export class PhotoFailed extends Error {}

/** Scales to at most 1600 px on the longer side; never up. */
export function photoSize(width: number, height: number): [number, number] {
  const scale = Math.min(1, PHOTO_SIDE / Math.max(width, height));
  return [Math.round(width * scale), Math.round(height * scale)];
}

/** Breaks `text` into lines that `fits` accepts; a line is never empty. */
export function brokenLines(text: string, fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  let line = '';
  for (const character of text) {
    if (line !== '' && !fits(line + character)) {
      lines.push(line);
      line = '';
    }
    line += character;
  }
  return line === '' ? lines : [...lines, line];
}

/** Draws the words on a dark bar along the lower edge, readable on any picture. */
function stamp(context: CanvasRenderingContext2D, texts: readonly string[]): void {
  const { width, height } = context.canvas;
  const size = Math.max(16, Math.round(Math.max(width, height) / 48));
  const edge = Math.round(size * 0.6);
  context.font = `600 ${size}px system-ui, sans-serif`;
  const fits = (line: string) => context.measureText(line).width <= width - 2 * edge;
  const lines = texts.flatMap((text) => brokenLines(text, fits));
  const bar = Math.round(lines.length * size * 1.3) + 2 * edge;
  context.fillStyle = 'rgba(0, 0, 0, 0.68)';
  context.fillRect(0, height - bar, width, bar);
  context.fillStyle = '#ffffff';
  context.textBaseline = 'top';
  lines.forEach((line, n) => {
    context.fillText(line, edge, height - bar + edge + n * size * 1.3);
  });
}

function jpeg(canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> {
  return new Promise((done) => canvas.toBlob(done, 'image/jpeg', quality));
}

async function smallJpeg(canvas: HTMLCanvasElement): Promise<ArrayBuffer> {
  let bytes = new ArrayBuffer(0);
  for (const quality of QUALITIES) {
    const blob = await jpeg(canvas, quality);
    if (!blob || blob.size === 0) throw new PhotoFailed('empty picture');
    bytes = await blob.arrayBuffer();
    if (bytes.byteLength <= PHOTO_BYTES) break;
  }
  if (bytes.byteLength === 0) throw new PhotoFailed('empty picture');
  return bytes;
}

/** Scales, stamps and packs a picture; drawing anew leaves position data behind. */
export async function makePhoto(
  picture: Picture,
  texts: readonly string[],
  takenAt: number,
): Promise<PhotoInput> {
  const [width, height] = photoSize(picture.width, picture.height);
  if (width === 0 || height === 0) throw new PhotoFailed('no picture yet');
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) throw new PhotoFailed('no 2d context');
  context.drawImage(picture.source, 0, 0, width, height);
  stamp(context, texts);
  return { bytes: await smallJpeg(canvas), width, height, taken_at: takenAt };
}

/** When the picture in a file was taken, as far as the file tells; never after `now`. */
export function takenAtOf({ lastModified }: Pick<File, 'lastModified'>, now: number): number {
  return lastModified > 0 ? Math.min(lastModified, now) : now;
}

/** The same from a file that the phone's own camera app made. */
export async function photoFromFile(
  file: Blob,
  texts: readonly string[],
  takenAt: number,
): Promise<PhotoInput> {
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new PhotoFailed('not a picture');
  });
  try {
    const { width, height } = bitmap;
    return await makePhoto({ source: bitmap, width, height }, texts, takenAt);
  } finally {
    bitmap.close();
  }
}
