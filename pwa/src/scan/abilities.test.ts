import { expect, test } from 'vitest';
import { abilitiesOf, applySettings } from './abilities';

/** A track as a phone with these capabilities gives it; keeps what was asked of it. */
function track(capabilities: object) {
  const asked: MediaTrackConstraints[] = [];
  const given = {
    getCapabilities: () => capabilities,
    applyConstraints: async (constraints: MediaTrackConstraints) => void asked.push(constraints),
  };
  return { track: given as unknown as MediaStreamTrack, asked };
}

const PHONE = { torch: true, zoom: { min: 1, max: 4 }, focusMode: ['manual', 'continuous'] };

test('lamp and zoom are offered only where the lens has them', () => {
  expect(abilitiesOf(track(PHONE).track)).toEqual({ torch: true, zooms: [1, 2, 3] });
  expect(abilitiesOf(track({}).track)).toEqual({ torch: false, zooms: [] });
  expect(abilitiesOf(track({ torch: false, zoom: { min: 1, max: 1 } }).track).zooms).toEqual([]);
});

test('a browser that tells no capabilities offers nothing', () => {
  expect(abilitiesOf({} as MediaStreamTrack)).toEqual({ torch: false, zooms: [] });
});

test('a webcam that counts from 100 is zoomed by the same factors', async () => {
  const { track: webcam, asked } = track({ zoom: { min: 100, max: 300 } });
  expect(abilitiesOf(webcam).zooms).toEqual([1, 2, 3]);
  await applySettings(webcam, { torch: false, zoom: 3 });
  expect(asked[0]?.advanced).toEqual([{ zoom: 300 }]);
});

test('each wish stands alone, and the size is asked for again', async () => {
  const { track: phone, asked } = track(PHONE);
  await applySettings(phone, { torch: true, zoom: 2 });
  expect(asked[0]?.advanced).toEqual([{ focusMode: 'continuous' }, { torch: true }, { zoom: 2 }]);
  expect(asked[0]?.width).toEqual({ ideal: 2560 });
});

test('a lens that can do nothing is not asked', async () => {
  const { track: plain, asked } = track({});
  await applySettings(plain, { torch: true, zoom: 2 });
  expect(asked).toEqual([]);
});
