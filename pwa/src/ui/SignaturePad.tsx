import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from './Button';
import { emptyInk, type Ink, withPoint, withStroke } from './ink';
import { blankInkOn, drawInk } from './inkCanvas';
import { t } from './messages';

type Props = {
  readonly label: string;
  /** After every stroke, and when all was wiped away. */
  readonly onChange: (ink: Ink) => void;
};

/** A field to sign in with a finger, a pen or a mouse. */
export function SignaturePad({ label, onChange }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const ink = useRef<Ink>(emptyInk(0, 0));
  const pen = useRef<number>(undefined);
  const [blank, setBlank] = useState(true);
  const wipe = () => {
    if (!canvas.current) return;
    ink.current = blankInkOn(canvas.current);
    setBlank(true);
    onChange(ink.current);
  };
  useEffect(wipe, []);

  const put = (next: Ink) => {
    if (next === ink.current || !canvas.current) return;
    ink.current = next;
    drawInk(canvas.current, next);
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
