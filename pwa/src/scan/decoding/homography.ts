/** Maps the plane of a symbol, in modules, to a picture, in pixels; row by row, the last is 1. */
export type Homography = readonly [number, number, number, number, number, number, number, number];

export type Point = { readonly x: number; readonly y: number };

export function mapped(h: Homography, u: number, v: number): Point {
  const w = h[6] * u + h[7] * v + 1;
  return { x: (h[0] * u + h[1] * v + h[2]) / w, y: (h[3] * u + h[4] * v + h[5]) / w };
}

/** The map of the square from (0, 0) to (side, side) onto four corners, clockwise from its first. */
export function squareTo(side: number, corners: readonly [Point, Point, Point, Point]): Homography {
  const [a, b, c, d] = corners;
  const [bx, by, dx, dy] = [b.x - c.x, b.y - c.y, d.x - c.x, d.y - c.y];
  const [sx, sy] = [a.x - b.x + c.x - d.x, a.y - b.y + c.y - d.y];
  const size = bx * dy - dx * by;
  const [g, h] = [(sx * dy - dx * sy) / size, (bx * sy - sx * by) / size];
  return [
    (b.x - a.x + g * b.x) / side,
    (d.x - a.x + h * d.x) / side,
    a.x,
    (b.y - a.y + g * b.y) / side,
    (d.y - a.y + h * d.y) / side,
    a.y,
    g / side,
    h / side,
  ];
}
