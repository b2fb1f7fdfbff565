import { expect, test } from 'vitest';
import { chosen, startLoop } from './loop';
import type { Frame } from './question';

const WHOLE: Frame = { pixels: new ArrayBuffer(4), width: 2, height: 2 };
const CUT: Frame = { pixels: new ArrayBuffer(1), width: 1, height: 1 };
const ONE = 'DKQ7P62DY';
const OTHER = 'HTTPS://SCHOOL/Q/CRQCCRTQE';

/** What the decoder reads in the camera's whole view, and in its middle. */
type Scene = { readonly whole: readonly string[]; readonly cut: readonly string[] };
const both = (...texts: string[]): Scene => ({ whole: texts, cut: texts });
const NOTHING = both();

/** A camera that plays scenes, 100 ms a turn; what is told is answered at once unless `held`. */
function film(scenes: Scene[], { held = false } = {}) {
  const told: (readonly string[])[] = [];
  const turns: (() => void)[] = [];
  let scene = NOTHING;
  let clock = 0;
  let open = 0;
  let most = 0;
  const loop = startLoop({
    decoder: {
      async decode(frame) {
        open += 1;
        most = Math.max(most, open);
        await Promise.resolve();
        open -= 1;
        return frame === WHOLE ? scene.whole : scene.cut;
      },
      stop: () => undefined,
    },
    grab: async (n) => ({ frame: n % 2 === 0 ? WHOLE : CUT, whole: n % 2 === 0 }),
    onSeen(texts) {
      told.push(texts);
      if (!held) loop.resume();
    },
    nextTurn: (work) => turns.push(work),
    now: () => clock,
  });
  const play = async (frames: number) => {
    for (let n = 0; n < frames; n++) {
      clock += 100;
      scene = scenes.shift() ?? NOTHING;
      turns.shift()?.();
      await new Promise((done) => setTimeout(done));
    }
  };
  const wait = (ms: number) => {
    clock += ms;
  };
  return { told, loop, play, wait, most: () => most };
}

test('a label that stays in view is told once', async () => {
  const { told, play, most } = film(Array(30).fill(both('A')));
  await play(30);
  expect(told).toEqual([['A']]);
  expect(most()).toBe(1);
});

test('the same label is told again after two seconds out of view', async () => {
  const scene = film([both('A'), NOTHING, both('A'), NOTHING, both('A')]);
  await scene.play(3);
  expect(scene.told).toEqual([['A']]);
  scene.wait(2000);
  await scene.play(2);
  expect(scene.told).toEqual([['A'], ['A']]);
});

test('another label is told at once', async () => {
  const { told, play } = film([both('A'), both('B'), both('B')]);
  await play(3);
  expect(told).toEqual([['A'], ['B']]);
});

test('with and without its address a label is the same', async () => {
  const { told, play } = film([both(OTHER), both('CRQCCRTQE')]);
  await play(2);
  expect(told).toEqual([[OTHER]]);
});

test('nothing is told until the last one has been dealt with', async () => {
  const scene = film([both('A'), both('B'), both('B'), both('B')], { held: true });
  await scene.play(3);
  expect(scene.told).toEqual([['A']]);
  scene.loop.resume();
  await scene.play(1);
  expect(scene.told).toEqual([['A'], ['B']]);
});

test('a paused loop tells nothing, and resumes past the label still in view', async () => {
  const scene = film([both('A'), ...Array(6).fill(both('A')), both('B')]);
  await scene.play(1);
  scene.loop.pause();
  scene.wait(60_000);
  await scene.play(5);
  scene.loop.resume();
  await scene.play(2);
  expect(scene.told).toEqual([['A'], ['B']]);
});

test('two labels of ours in one view are told together, for a person to say which', async () => {
  const { told, play } = film([both('https://example.com/', ONE, OTHER, ONE)]);
  await play(1);
  expect(told).toEqual([[ONE, OTHER]]);
});

test('a label read in the middle alone is told together with the one beside it', async () => {
  const { told, play } = film([NOTHING, { whole: [ONE, OTHER], cut: [OTHER] }]);
  await play(2);
  expect(told).toEqual([[OTHER, ONE]]);
});

test('the label that was not meant comes by itself when the meant one is done with', async () => {
  const scene = film(Array(30).fill(both(ONE, OTHER)), { held: true });
  await scene.play(1);
  scene.loop.aside([OTHER]);
  scene.loop.resume();
  await scene.play(19);
  expect(scene.told).toEqual([[ONE, OTHER]]);
  await scene.play(2);
  expect(scene.told).toEqual([[ONE, OTHER], [OTHER]]);
});

test('our own code is chosen among several', () => {
  expect(chosen(['https://example.com/', ONE])).toBe(ONE);
  expect(chosen(['https://example.com/'])).toBe('https://example.com/');
  expect(chosen([])).toBeUndefined();
});
