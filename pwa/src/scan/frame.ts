import type { Cut, Film, Frame } from './question';

/** Longest side in pixels that is given to the decoder. */
export const FRAME_LIMIT = 1280;

/**
 * Which part of a picture the n-th try looks at: the whole, then the middle at full resolution,
 * where a small or far label keeps more pixels a module.
 */
export function cutOf(n: number, width: number, height: number): Cut {
  if (n % 2 === 0) return { x: 0, y: 0, width, height };
  const side = Math.round(Math.min(width, height) * 0.7);
  return {
    x: Math.round((width - side) / 2),
    y: Math.round((height - side) / 2),
    width: side,
    height: side,
  };
}

/** The size after scaling down to `limit`; never larger than the source. */
export function fitted(width: number, height: number, limit: number): [number, number] {
  const scale = Math.min(1, limit / Math.max(width, height));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

let canvas: HTMLCanvasElement | undefined;

/** Safari before 16.4 has no OffscreenCanvas: there the page reads the pixels itself. */
function pixelsOf(source: CanvasImageSource, cut: Cut, width: number, height: number): Frame {
  canvas ??= document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no 2d context');
  context.drawImage(source, cut.x, cut.y, cut.width, cut.height, 0, 0, width, height);
  return { pixels: context.getImageData(0, 0, width, height).data.buffer, width, height };
}

/**
 * The camera's picture without touching its pixels, which on the page would cost a cheap phone more
 * than all else it does between two scans; nothing where the browser cannot (Chrome before 94,
 * Safari before 16.4), or where it turns the picture by itself.
 */
function filmOf(source: CanvasImageSource, cut: Cut, width: number, height: number) {
  if (typeof VideoFrame === 'undefined' || !(source instanceof HTMLVideoElement)) return undefined;
  const film = new VideoFrame(source);
  const asShown =
    film.displayWidth === source.videoWidth && film.displayHeight === source.videoHeight;
  if (asShown) return { film, cut, width, height } satisfies Film;
  film.close();
  return undefined;
}

/** Takes a picture's part at the decoder's size. */
export async function takeFrame(source: HTMLVideoElement | ImageBitmap, cut: Cut): Promise<Frame> {
  const [width, height] = fitted(cut.width, cut.height, FRAME_LIMIT);
  if (typeof OffscreenCanvas === 'undefined') return pixelsOf(source, cut, width, height);
  const film = filmOf(source, cut, width, height);
  if (film !== undefined) return film;
  const size = { resizeWidth: width, resizeHeight: height };
  const bitmap = await createImageBitmap(source, cut.x, cut.y, cut.width, cut.height, size);
  return { bitmap };
}

export function transferOf(frame: Frame): Transferable[] {
  if ('film' in frame) return [frame.film];
  return 'bitmap' in frame ? [frame.bitmap] : [frame.pixels];
}
