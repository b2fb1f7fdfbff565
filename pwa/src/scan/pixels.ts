import type { Cut, Frame } from './question';

let canvas: OffscreenCanvas | undefined;

function drawn(source: ImageBitmap | VideoFrame, cut: Cut, width: number, height: number) {
  canvas ??= new OffscreenCanvas(width, height);
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no 2d context');
  context.drawImage(source, cut.x, cut.y, cut.width, cut.height, 0, 0, width, height);
  // A camera gives no more pictures while too many of its own are held.
  source.close();
  return context.getImageData(0, 0, width, height);
}

/** The pixels the decoder reads; the frame is used up. For the worker alone. */
export function pixelsOf(frame: Frame): ImageData {
  if ('film' in frame) return drawn(frame.film, frame.cut, frame.width, frame.height);
  if ('bitmap' in frame) {
    const { width, height } = frame.bitmap;
    return drawn(frame.bitmap, { x: 0, y: 0, width, height }, width, height);
  }
  return new ImageData(new Uint8ClampedArray(frame.pixels), frame.width, frame.height);
}
