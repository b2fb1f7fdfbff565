import type { Decoder } from './decoder';
import { cutOf, takeFrame } from './frame';
import { chosen } from './loop';

/** The file is no picture that this browser can open. */
export class PhotoUnreadable extends Error {}

/**
 * Reads a label from a photo file: the whole picture first, then its middle closer.
 * @returns the text, or nothing where no code was found. Throws PhotoUnreadable.
 */
export async function readPhotoFile(decoder: Decoder, file: Blob): Promise<string | undefined> {
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new PhotoUnreadable('not a picture');
  });
  try {
    for (const n of [0, 1]) {
      const frame = await takeFrame(bitmap, cutOf(n, bitmap.width, bitmap.height));
      const text = chosen(await decoder.decode(frame));
      if (text !== undefined) return text;
    }
    return undefined;
  } finally {
    bitmap.close();
  }
}
