// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { CameraRefused, openStream, refusalOf } from './stream';

const named = (name: string) => Object.assign(new Error(name), { name });

test.each([
  ['NotAllowedError', 'refused'],
  ['SecurityError', 'refused'],
  ['NotReadableError', 'busy'],
  ['NotFoundError', 'none'],
  ['OverconstrainedError', 'none'],
])('%s means the camera is %s', (name, reason) => expect(refusalOf(named(name))).toBe(reason));

test('an insecure page is told so before the camera is asked', async () => {
  Object.defineProperty(window, 'isSecureContext', { value: false, configurable: true });
  await expect(openStream()).rejects.toEqual(new CameraRefused('insecure'));
});
