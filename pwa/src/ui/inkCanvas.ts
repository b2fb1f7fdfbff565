import { emptyInk, type Ink } from './ink';

const PEN = 2.6;

/** Draws all strokes anew: a signature is a few hundred lines. */
export function drawInk(canvas: HTMLCanvasElement, ink: Ink): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const scale = canvas.width / Math.max(ink.width, 1);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, ink.width, ink.height);
  context.strokeStyle = getComputedStyle(canvas).color;
  context.lineWidth = PEN;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const stroke of ink.strokes) drawStroke(context, stroke);
}

function drawStroke(context: CanvasRenderingContext2D, stroke: readonly number[]): void {
  const [x = 0, y = 0] = stroke;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x, y);
  for (let at = 2; at + 1 < stroke.length; at += 2)
    context.lineTo(stroke[at] ?? 0, stroke[at + 1] ?? 0);
  context.stroke();
}

/** Sharp on a phone's fine screen: as many pixels as the glass has. */
export function blankInkOn(canvas: HTMLCanvasElement): Ink {
  const { clientWidth, clientHeight } = canvas;
  const fine = globalThis.devicePixelRatio || 1;
  canvas.width = Math.round(clientWidth * fine);
  canvas.height = Math.round(clientHeight * fine);
  return emptyInk(clientWidth, clientHeight);
}
