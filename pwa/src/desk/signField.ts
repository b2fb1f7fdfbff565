import { type Ink, isSigned, withPoint, withStroke } from '../ui/ink';
import { blankInkOn, drawInk } from '../ui/inkCanvas';

type Field = {
  readonly canvas: HTMLCanvasElement;
  /** What the form sends: the ink as JSON, nothing while it is no signature. */
  readonly sent: HTMLInputElement;
  readonly wipe: HTMLButtonElement;
};

function fieldIn(part: Element): Field | undefined {
  const canvas = part.querySelector('canvas');
  const sent = part.querySelector<HTMLInputElement>('input[type=hidden]');
  const wipe = part.querySelector('button');
  return canvas && sent && wipe ? { canvas, sent, wipe } : undefined;
}

/** What was signed before the form came back with something to put right. */
function signedBefore({ sent }: Field): Ink | undefined {
  try {
    return sent.value === '' ? undefined : (JSON.parse(sent.value) as Ink);
  } catch {
    return undefined;
  }
}

function listen(field: Field): void {
  const { canvas, sent, wipe } = field;
  let ink = blankInkOn(canvas);
  let pen: number | undefined;
  const put = (next: Ink) => {
    ink = next;
    drawInk(canvas, ink);
    sent.value = isSigned(ink) ? JSON.stringify(ink) : '';
  };
  const spot = ({ clientX, clientY }: PointerEvent) => {
    const box = canvas.getBoundingClientRect();
    return [clientX - box.left - canvas.clientLeft, clientY - box.top - canvas.clientTop] as const;
  };
  const up = ({ pointerId }: PointerEvent) => {
    if (pointerId === pen) pen = undefined;
  };
  // One pen at a time: a palm that comes down beside the finger draws nothing.
  canvas.addEventListener('pointerdown', (event) => {
    if (pen !== undefined) return;
    pen = event.pointerId;
    canvas.setPointerCapture?.(pen);
    put(withStroke(ink, ...spot(event)));
  });
  canvas.addEventListener('pointermove', (event) => {
    if (event.pointerId === pen) put(withPoint(ink, ...spot(event)));
  });
  canvas.addEventListener('pointerup', up);
  canvas.addEventListener('pointercancel', up);
  wipe.addEventListener('click', () => put(blankInkOn(canvas)));
  put(signedBefore(field) ?? ink);
}

/** Shows the box to sign in and fills the form with what is drawn; without this the name is typed. */
export function startSignField(root: ParentNode): void {
  for (const part of root.querySelectorAll('[data-signing]')) {
    const box = part.querySelector<HTMLElement>('.sign-box');
    const field = fieldIn(part);
    if (!box || !field) continue;
    box.hidden = false;
    listen(field);
  }
}
