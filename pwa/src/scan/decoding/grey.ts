/** A picture in shades of grey, row by row; 0 is black. */
export type Grey = {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
};

/** The brightness of RGBA pixels, as the eye weighs the colours (ITU-R BT.601). */
export function greyOf(rgba: Uint8ClampedArray, width: number, height: number): Grey {
  const data = new Uint8Array(width * height);
  for (let at = 0, from = 0; at < data.length; at++, from += 4) {
    const red = rgba[from] as number;
    const green = rgba[from + 1] as number;
    const blue = rgba[from + 2] as number;
    data[at] = (306 * red + 601 * green + 117 * blue + 512) >> 10;
  }
  return { data, width, height };
}

/** Half the size: each pixel is the mean of four, so that noise shrinks too. */
export function halved({ data, width, height }: Grey): Grey {
  const [w, h] = [width >> 1, height >> 1];
  const half = new Uint8Array(w * h);
  for (let y = 0; y < h; y++) {
    for (let x = 0, at = 2 * y * width; x < w; x++, at += 2) {
      const four =
        (data[at] as number) +
        (data[at + 1] as number) +
        (data[at + width] as number) +
        (data[at + width + 1] as number);
      half[y * w + x] = (four + 2) >> 2;
    }
  }
  return { data: half, width: w, height: h };
}

/** A picture and its halves: each level half as wide as the one before. */
export function levelsOf(frame: Grey, halvings: number): Grey[] {
  const levels = [frame];
  for (let n = 0; n < halvings; n++) levels.push(halved(levels[n] as Grey));
  return levels;
}

/** The brightness between pixels; the border's beyond the border. */
export function brightnessAt({ data, width, height }: Grey, x: number, y: number): number {
  const left = Math.min(width - 1.001, Math.max(0, x - 0.5));
  const top = Math.min(height - 1.001, Math.max(0, y - 0.5));
  const [column, row] = [Math.floor(left), Math.floor(top)];
  const [right, down] = [left - column, top - row];
  const at = row * width + column;
  const above = (data[at] as number) * (1 - right) + (data[at + 1] as number) * right;
  const below =
    (data[at + width] as number) * (1 - right) + (data[at + width + 1] as number) * right;
  return above * (1 - down) + below * down;
}
