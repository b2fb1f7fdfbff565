import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from './Button';
import { emptyInk, type Ink, withPoint, withStroke } from './ink';
import { t } from './messages';

type Props = {
  readonly label: string;
  /** After every stroke, and when all was wiped away. */
  readonly onChange: (ink: Ink) => void;
};

const PEN = 2.6;

/** Draws all strokes anew: a signature is a few hundred lines. */
function draw(canvas: HTMLCanvasElement, ink: Ink): void {
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
function blankOn(canvas: HTMLCanvasElement): Ink {
  const { clientWidth, clientHeight } = canvas;
  const fine = globalThis.devicePixelRatio || 1;
  canvas.width = Math.round(clientWidth * fine);
  canvas.height = Math.round(clientHeight * fine);
  return emptyInk(clientWidth, clientHeight);
}

/** A field to sign in with a finger, a pen or a mouse. */
export function SignaturePad({ label, onChange }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const ink = useRef<Ink>(emptyInk(0, 0));
  const pen = useRef<number>(undefined);
  const [blank, setBlank] = useState(true);
  const wipe = () => {
    if (!canvas.current) return;
    ink.current = blankOn(canvas.current);
    setBlank(true);
    onChange(ink.current);
  };
  useEffect(wipe, []);

  const put = (next: Ink) => {
    if (next === ink.current || !canvas.current) return;
    ink.current = next;
    draw(canvas.current, next);
  };
  const spot = ({ clientX, clientY }: PointerEvent) => {
    const box = canvas.current?.getBoundingClientRect();
    return [clientX - (box?.left ?? 0), clientY - (box?.top ?? 0)] as const;
  };
  // One pen at a time: a palm that comes down beside the finger draws nothing.
  const down = (event: PointerEvent) => {
    if (pen.current !== undefined) return;
    pen.current = event.pointerId;
    canvas.current?.setPointerCapture?.(event.pointerId);
    setBlank(false);
    put(withStroke(ink.current, ...spot(event)));
  };
  const move = (event: PointerEvent) => {
    if (event.pointerId === pen.current) put(withPoint(ink.current, ...spot(event)));
  };
  const up = (event: PointerEvent) => {
    if (event.pointerId !== pen.current) return;
    pen.current = undefined;
    onChange(ink.current);
  };

  return (
    <fieldset class="choice">
      <legend>{label}</legend>
      <div class="signature">
        <canvas
          ref={canvas}
          role="img"
          aria-label={label}
          onPointerDown={down}
          onPointerMove={move}
          onPointerUp={up}
          onPointerCancel={up}
        />
        {blank && <span aria-hidden="true">{t('sign.here')}</span>}
      </div>
      {!blank && (
        <Button kind="quiet" onClick={wipe}>
          {t('sign.wipe')}
        </Button>
      )}
    </fieldset>
  );
}
