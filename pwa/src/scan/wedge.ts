/**
 * A scanner that acts as a keyboard ("wedge") types a label faster than any hand and ends with
 * Enter. Its keys are read by their place on the board where an input method has taken them, so
 * that a Chinese one, or full width, does not matter.
 */
const GAP_MS = 50;
/** Bar codes of ledger numbers may be short; what is shorter is a hand that was quick. */
const FEWEST_KEYS = 6;

export type Stroke = Pick<
  KeyboardEvent,
  'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey' | 'repeat' | 'timeStamp'
>;

const SIGNS: Readonly<Record<string, readonly [plain: string, shifted: string]>> = {
  Slash: ['/', '?'],
  Period: ['.', '>'],
  Minus: ['-', '_'],
  Semicolon: [';', ':'],
  Equal: ['=', '+'],
};
const PRINTABLE = /^[\x21-\x7e]$/;

/** The sign that a stroke stands for; nothing for keys that give none. */
function signOf({ key, code, shiftKey }: Stroke): string | undefined {
  if (PRINTABLE.test(key)) return key;
  const plain = /^(?:Key|Digit|Numpad)([0-9A-Z])$/.exec(code)?.[1];
  return plain ?? SIGNS[code]?.[shiftKey ? 1 : 0];
}

const isEnter = ({ key, code }: Stroke) => key === 'Enter' || /^(Numpad)?Enter$/.test(code);

/** Gives the text when its last stroke, Enter, has come. */
export function watchStrokes(): (stroke: Stroke) => string | undefined {
  let signs = '';
  let last = Number.NEGATIVE_INFINITY;
  return (stroke) => {
    if (stroke.key === 'Shift') return undefined;
    const quick = stroke.timeStamp - last < GAP_MS;
    const before = quick ? signs : '';
    last = stroke.timeStamp;
    signs = '';
    if (stroke.ctrlKey || stroke.altKey || stroke.metaKey || stroke.repeat) return undefined;
    if (isEnter(stroke)) return before.length >= FEWEST_KEYS ? before : undefined;
    signs = before + (signOf(stroke) ?? '');
    return undefined;
  };
}

const TEXT_TYPES = ['text', 'password', 'number', 'date', 'email', 'tel', 'url'];

/** Fields other than for searching keep what is typed into them, by whomever. */
function keepsItsText(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return TEXT_TYPES.includes(target.type);
  return target instanceof HTMLTextAreaElement;
}

const listeners: ((text: string) => void)[] = [];
const take = watchStrokes();

function onKey(event: KeyboardEvent): void {
  const text = take(event);
  if (text === undefined || keepsItsText(event.target)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  listeners[listeners.length - 1]?.(text);
}

/**
 * Tells what a scanner types on the page to whoever listens last; its Enter then neither presses
 * nor sends anything. Gives how to stop listening.
 */
export function listenForWedge(onText: (text: string) => void): () => void {
  // What is registered twice is called once.
  document.addEventListener('keydown', onKey, true);
  listeners.push(onText);
  return () => void listeners.splice(listeners.lastIndexOf(onText), 1);
}
