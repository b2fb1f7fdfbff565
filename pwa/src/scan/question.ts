/** One picture on its way to the decoder; its memory is moved, not copied. */
export type Frame =
  | { readonly bitmap: ImageBitmap }
  | { readonly pixels: ArrayBuffer; readonly width: number; readonly height: number };

/** What the page asks the decoder's worker, and what that answers. */
export type Question = { readonly id: number; readonly frame: Frame };
export type Answer =
  | { readonly id: number; readonly texts: readonly string[] }
  | { readonly id: number; readonly failed: string };
