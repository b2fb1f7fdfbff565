import type { Colours } from './tint';

/** What the symbol below says: a label's address, as segno 1.6.6 draws it at level Q. */
export const TEXT = 'HTTPS://SCHOOL.EXAMPLE/Q/DKQ7P62DY';
export const SYMBOL = [
  '#######..#..#..####.#.#######',
  '#.....#.##.###...#.##.#.....#',
  '#.###.#.#..###.##...#.#.###.#',
  '#.###.#..#.#.###...##.#.###.#',
  '#.###.#...##..#.#####.#.###.#',
  '#.....#..#.....#....#.#.....#',
  '#######.#.#.#.#.#.#.#.#######',
  '.........##...##.###.........',
  '.###.##.....#.###..##.....##.',
  '#..##..##.#.##.#.#...##.#####',
  '..#.#####..#..#..##..#.#..#.#',
  '.##.....#.##.####.##..#.#..##',
  '#...#.###.###...##..#.######.',
  '.#####..#.....#...#####.#..#.',
  '#.#.####..#.#.##########.##..',
  '..##...#..##...#.##..###.#..#',
  '#.....#.###########.#.##...##',
  '..#.....##...#..#..###..##.#.',
  '#..####.#####..###.#.##.####.',
  '.......#..##..#...##...#.#.#.',
  '.###..#..##.#....##.######..#',
  '........#..####.#.###...##.#.',
  '#######..##.#.####.##.#.####.',
  '#.....#.#.#.####..###...#..##',
  '#.###.#..#.####...#######...#',
  '#.###.#.#.#...#.#.#..#..####.',
  '#.###.#.######.#####........#',
  '#.....#.#.#...#.###..#...#.##',
  '#######......###..#.#....##..',
];
/** A symbol that is no label of ours: HTTPS://ELSEWHERE.EXAMPLE/MENU. */
export const FOREIGN_SYMBOL = [
  '#######.#.##.#..#..##.#######',
  '#.....#.#..#..#...#.#.#.....#',
  '#.###.#...###..#.##...#.###.#',
  '#.###.#..##..##..##.#.#.###.#',
  '#.###.#..#.....####.#.#.###.#',
  '#.....#...#..##.##..#.#.....#',
  '#######.#.#.#.#.#.#.#.#######',
  '............##...##.#........',
  '.#....####.#.........#.....##',
  '###....###.###..###...##..#..',
  '#...#.###..##..#.###.#...#.##',
  '..#..#...##..####.###.##.#.#.',
  '#.#...#..#.#...#.##.##..#..##',
  '..#..#.#..#.#...#.#.#..#..#.#',
  '.##.#.#..#.#..#...##.#.##.###',
  '#.#..#.###...#..#..#.###.##..',
  '..##.###..........#.##..#.##.',
  '#.##...########.#....#..#####',
  '###.#######..#..##.#.#.##.###',
  '#.#....#.#..#..##....####.###',
  '#.#######.##.....##.######..#',
  '........##.#...######...#####',
  '#######.##.#.#.#.#..#.#.##..#',
  '#.....#..#....#######...##.##',
  '#.###.#...####.#.#.##########',
  '#.###.#..#.......####.##.....',
  '#.###.#...##.#####.##...#..#.',
  '#.....#.#.####..#.#.##.......',
  '#######....##.####.######.##.',
];

const [PAPER, INK] = [225, 35];
const QUIET = 4;

/** A grey frame of 640x480 with a symbol of ten pixels a module in its middle. */
export function drawnFrame(symbol: readonly string[]): Colours {
  const [width, height, module] = [640, 480, 10];
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  const side = symbol.length;
  const [left, top] = [(width - side * module) / 2, (height - side * module) / 2];
  for (let at = 0; at < width * height; at++) {
    const [column, row] = [at % width, Math.floor(at / width)];
    const [x, y] = [Math.floor((column - left) / module), Math.floor((row - top) / module)];
    const onLabel = Math.min(x, y) >= -QUIET && Math.max(x, y) < side + QUIET;
    const tone = symbol[y]?.[x] === '#' ? INK : onLabel ? PAPER : 120 + ((column * row) % 7);
    data.fill(tone, at * 4, at * 4 + 3);
  }
  return { data, width, height };
}

type Paint = (x: number, y: number, tone: readonly number[]) => readonly number[];

/** The frame with each pixel painted over; `x` and `y` are in modules of the symbol. */
export function painted(frame: Colours, side: number, paint: Paint): Colours {
  const { width, height } = frame;
  const data = frame.data.slice();
  for (let at = 0; at < width * height; at++) {
    const x = (at % width) / 10 - (width / 10 - side) / 2;
    const y = Math.floor(at / width) / 10 - (height / 10 - side) / 2;
    data.set(paint(x, y, [...data.subarray(at * 4, at * 4 + 3)]), at * 4);
  }
  return { data, width, height };
}

/** The frame as a lens shows it that is out of focus by `radius` pixels. */
export function outOfFocus({ data, width, height }: Colours, radius: number): Colours {
  const spots: number[] = [];
  for (let dy = -radius; dy <= radius; dy++) {
    for (let dx = -radius; dx <= radius; dx++) {
      if (dx * dx + dy * dy <= radius * radius) spots.push((dy * width + dx) * 4);
    }
  }
  const soft = data.slice();
  for (let y = radius; y < height - radius; y++) {
    for (let at = (y * width + radius) * 4; at < (y * width + width - radius) * 4; at += 4) {
      const mean = spots.reduce((sum, spot) => sum + (data[at + spot] as number), 0) / spots.length;
      soft.fill(mean, at, at + 3);
    }
  }
  return { data: soft, width, height };
}
