// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { chooseLens } from './chosenLens';
import { CameraRefused, lensIdOf, openStream, refusalOf } from './stream';

const named = (name: string) => Object.assign(new Error(name), { name });

test.each([
  ['NotAllowedError', 'refused'],
  ['SecurityError', 'refused'],
  ['NotReadableError', 'busy'],
  ['NotFoundError', 'none'],
  ['OverconstrainedError', 'none'],
])('%s means the camera is %s', (name, reason) => expect(refusalOf(named(name))).toBe(reason));

/** A phone with lenses by name; `broken` ones exist and give no picture. */
function phoneWith(labels: readonly string[], broken: readonly string[] = []) {
  const open: string[] = [];
  const lenses = labels.map((label) => ({ kind: 'videoinput', deviceId: `id of ${label}`, label }));
  const mediaDevices = {
    enumerateDevices: async () => lenses,
    async getUserMedia({ video }: { video: MediaTrackConstraints }) {
      const wanted = (video.deviceId as { exact?: string } | undefined)?.exact;
      const lens = wanted ? lenses.find((one) => one.deviceId === wanted) : lenses[0];
      if (!lens) throw named('OverconstrainedError');
      if (broken.includes(lens.label)) throw named('NotReadableError');
      open.push(lens.label);
      const stop = () => open.splice(open.indexOf(lens.label), 1);
      const track = { getSettings: () => ({ deviceId: lens.deviceId }), stop };
      return { getVideoTracks: () => [track], getTracks: () => [track] };
    },
  };
  Object.defineProperty(navigator, 'mediaDevices', { value: mediaDevices, configurable: true });
  Object.defineProperty(window, 'isSecureContext', { value: true, configurable: true });
  return open;
}

const PHONE = ['Front Camera', 'Back Ultra Wide Camera', 'Back Camera'];

afterEach(() => localStorage.clear());

test('the main back lens is opened, and no other stays open', async () => {
  const open = phoneWith(PHONE);
  expect(lensIdOf(await openStream())).toBe('id of Back Camera');
  expect(open).toEqual(['Back Camera']);
});

test('the lens chosen on this device comes first, under a new id too', async () => {
  const open = phoneWith(PHONE);
  chooseLens({ deviceId: 'an old id', label: 'Back Ultra Wide Camera' });
  await openStream();
  expect(open).toEqual(['Back Ultra Wide Camera']);
});

test('a chosen lens that gives no picture any more leaves the main one', async () => {
  const open = phoneWith(PHONE, ['Back Ultra Wide Camera']);
  chooseLens({ deviceId: 'id of Back Ultra Wide Camera', label: 'Back Ultra Wide Camera' });
  await openStream();
  expect(open).toEqual(['Back Camera']);
});

test('an insecure page is told so before the camera is asked', async () => {
  Object.defineProperty(window, 'isSecureContext', { value: false, configurable: true });
  await expect(openStream()).rejects.toEqual(new CameraRefused('insecure'));
});
