// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { listenForWedge, type Stroke, watchStrokes } from './wedge';

const ADDRESS = 'HTTPS://SCHOOL-1.CN/Q/DKQ7P62DY';
const SHIFTED: Record<string, string> = { ':': 'Semicolon' };
const PLAIN: Record<string, string> = { '/': 'Slash', '.': 'Period', '-': 'Minus' };

function codeOf(sign: string): string {
  if (/\d/.test(sign)) return `Digit${sign}`;
  return SHIFTED[sign] ?? PLAIN[sign] ?? `Key${sign.toUpperCase()}`;
}

type Board = { readonly gap?: number; readonly keyOf?: (sign: string) => string };

/** The strokes of a scanner that sends `text`, as a keyboard event tells them. */
function strokes(text: string, { gap = 8, keyOf = (sign) => sign }: Board = {}): Stroke[] {
  const none = { ctrlKey: false, altKey: false, metaKey: false, repeat: false };
  const signs = [...text].map((sign) => ({
    key: keyOf(sign),
    code: codeOf(sign),
    shiftKey: sign in SHIFTED,
  }));
  const all = [...signs, { key: 'Enter', code: 'Enter', shiftKey: false }];
  return all.map((stroke, n) => ({ ...none, ...stroke, timeStamp: 1000 + n * gap }));
}

function heard(all: readonly Stroke[]): (string | undefined)[] {
  const take = watchStrokes();
  return all.map(take).filter((text) => text !== undefined);
}

test('a burst of keys and Enter is a text', () => {
  expect(heard(strokes(ADDRESS))).toEqual([ADDRESS]);
  expect(heard(strokes('dkq7p62dy'))).toEqual(['dkq7p62dy']);
});

test('a hand is slower than a scanner', () => {
  expect(heard(strokes('DKQ7P62DY', { gap: 49 }))).toEqual(['DKQ7P62DY']);
  expect(heard(strokes('DKQ7P62DY', { gap: 50 }))).toEqual([]);
});

test('keys that an input method has taken are read by their place', () => {
  expect(heard(strokes(ADDRESS, { keyOf: () => 'Process' }))).toEqual([ADDRESS]);
});

test('full width does not matter', () => {
  const wide = (sign: string) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0);
  expect(heard(strokes(ADDRESS, { keyOf: wide }))).toEqual([ADDRESS]);
});

test('a Chinese board gives other signs for the same keys', () => {
  const keyOf = (sign: string) => ({ '/': '、', '.': '。', ':': '：' })[sign] ?? sign;
  expect(heard(strokes(ADDRESS, { keyOf }))).toEqual([ADDRESS]);
});

test('only the last burst counts', () => {
  const [slip, ...rest] = strokes('XDKQ7P62DY');
  expect(heard([{ ...(slip as Stroke), timeStamp: 0 }, ...rest])).toEqual(['DKQ7P62DY']);
});

test('a key held down and a shortcut are no scanner', () => {
  const held = strokes('AAAAAAAAA').map((stroke) => ({ ...stroke, repeat: stroke.key === 'A' }));
  expect(heard(held)).toEqual([]);
  expect(heard(strokes('AAAAAAAAA').map((stroke) => ({ ...stroke, ctrlKey: true })))).toEqual([]);
});

function scanInto(target: EventTarget): KeyboardEvent[] {
  return strokes('DKQ7P62DY').map(({ timeStamp, ...stroke }) => {
    const event = new KeyboardEvent('keydown', { ...stroke, bubbles: true, cancelable: true });
    Object.defineProperty(event, 'timeStamp', { value: timeStamp });
    target.dispatchEvent(event);
    return event;
  });
}

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
  document.body.innerHTML = '';
});

function listened(): string[] {
  const texts: string[] = [];
  ends.push(listenForWedge((text) => texts.push(text)));
  return texts;
}

test("a scanner's Enter presses nothing", () => {
  const texts = listened();
  document.body.innerHTML = '<button>x</button>';
  const events = scanInto(document.querySelector('button') as HTMLElement);
  expect(texts).toEqual(['DKQ7P62DY']);
  expect(events[events.length - 1]?.defaultPrevented).toBe(true);
});

test('what is scanned into a search field is told, and into any other field stays there', () => {
  const texts = listened();
  document.body.innerHTML = '<input type="search"><input type="text"><textarea></textarea>';
  const [search, ...others] = document.querySelectorAll<HTMLElement>('input, textarea');
  for (const other of others) {
    const events = scanInto(other);
    expect(events[events.length - 1]?.defaultPrevented).toBe(false);
  }
  expect(texts).toEqual([]);
  scanInto(search as HTMLElement);
  expect(texts).toEqual(['DKQ7P62DY']);
});

test('who listens last is told, and the one before again when that has gone', () => {
  const page = listened();
  const sheet = listened();
  scanInto(document.body);
  expect([page, sheet]).toEqual([[], ['DKQ7P62DY']]);
  ends.pop()?.();
  scanInto(document.body);
  expect([page, sheet]).toEqual([['DKQ7P62DY'], ['DKQ7P62DY']]);
});
