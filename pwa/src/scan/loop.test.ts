import { expect, test } from 'vitest';
import { chosen, startLoop } from './loop';
import type { Frame } from './question';
import { watchRepeats } from './repeats';

const FRAME: Frame = { pixels: new ArrayBuffer(4), width: 1, height: 1 };

/** A camera that shows the given texts one frame after another, and a clock of 100 ms a frame. */
function film(texts: (string | undefined)[]) {
  const told: string[] = [];
  const turns: (() => void)[] = [];
  let clock = 0;
  let open = 0;
  let most = 0;
  const loop = startLoop({
    decoder: {
      async decode() {
        open += 1;
        most = Math.max(most, open);
        await Promise.resolve();
        open -= 1;
        const text = texts.shift();
        return text === undefined ? [] : [text];
      },
      stop: () => undefined,
    },
    grab: async () => FRAME,
    onText: (text) => told.push(text),
    nextTurn: (work) => turns.push(work),
    now: () => {
      clock += 100;
      return clock;
    },
  });
  const play = async (frames: number) => {
    for (let n = 0; n < frames; n++) {
      turns.shift()?.();
      await new Promise((done) => setTimeout(done));
    }
  };
  return {
    told,
    loop,
    play,
    most: () => most,
    wait: (ms: number) => {
      clock += ms;
    },
  };
}

test('a label that stays in view is told once', async () => {
  const { told, play, most } = film(Array(30).fill('A'));
  await play(30);
  expect(told).toEqual(['A']);
  expect(most()).toBe(1);
});

test('the same label is told again after two seconds out of view', async () => {
  const scene = film(['A', undefined, 'A', undefined, 'A']);
  await scene.play(3);
  expect(scene.told).toEqual(['A']);
  scene.wait(2000);
  await scene.play(2);
  expect(scene.told).toEqual(['A', 'A']);
});

test('another label is told at once', async () => {
  const { told, play } = film(['A', 'B', 'B']);
  await play(3);
  expect(told).toEqual(['A', 'B']);
});

test('a paused loop tells nothing, and resumes past the label still in view', async () => {
  const scene = film(['A', 'A', 'A', 'B']);
  await scene.play(1);
  scene.loop.pause();
  scene.wait(60_000);
  await scene.play(5);
  scene.loop.resume();
  await scene.play(3);
  expect(scene.told).toEqual(['A', 'B']);
});

test('our own code is chosen among several', () => {
  expect(chosen(['https://example.com/', 'DKQ7P62DY'])).toBe('DKQ7P62DY');
  expect(chosen(['https://example.com/'])).toBe('https://example.com/');
  expect(chosen([])).toBeUndefined();
});

test('two seconds are counted from the last sight', () => {
  const repeats = watchRepeats();
  expect(repeats.isNew('A', 0)).toBe(true);
  expect(repeats.isNew('A', 1999)).toBe(false);
  expect(repeats.isNew('A', 3998)).toBe(false);
  expect(repeats.isNew('A', 5998)).toBe(true);
});
