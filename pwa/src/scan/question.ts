/** A part of a picture, in its pixels. */
export type Cut = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** A camera's picture as it came; the worker cuts it and scales the cut to this size. */
export type Film = {
  readonly film: VideoFrame;
  readonly cut: Cut;
  readonly width: number;
  readonly height: number;
};

/** One picture on its way to the decoder; its memory is moved, not copied. */
export type Frame =
  | Film
  | { readonly bitmap: ImageBitmap }
  | { readonly pixels: ArrayBuffer; readonly width: number; readonly height: number };

/** What the page asks the decoder's worker, and what that answers. */
export type Question = { readonly id: number; readonly frame: Frame };
export type Answer =
  | { readonly id: number; readonly texts: readonly string[] }
  | { readonly id: number; readonly failed: string };
