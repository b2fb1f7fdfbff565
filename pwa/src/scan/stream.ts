import { chosenAmong, chosenLens } from './chosenLens';
import { inOrder, type Lens, mainBackLens } from './lenses';

/** Why there is no picture; each has a message that says what to do. */
export type Refusal = 'insecure' | 'none' | 'refused' | 'busy';

export class CameraRefused extends Error {
  constructor(readonly reason: Refusal) {
    super(reason);
    this.name = 'CameraRefused';
  }
}

/**
 * More pixels read smaller and farther labels, and the decoder is given a cut of bounded size
 * however many there are. `resizeMode` keeps the browser from scaling a huge picture itself.
 */
export const SIZE = {
  width: { ideal: 2560 },
  height: { ideal: 1440 },
  frameRate: { ideal: 30 },
  resizeMode: { ideal: 'none' },
} as MediaTrackConstraints;

/** The reason behind what getUserMedia threw. */
export function refusalOf(error: unknown): Refusal {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  if (name === 'NotReadableError' || name === 'AbortError') return 'busy';
  return 'none';
}

async function ask(which: MediaTrackConstraints): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia({ video: { ...SIZE, ...which } });
  } catch (error) {
    throw new CameraRefused(refusalOf(error));
  }
}

export function stopStream(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** The lens whose picture a stream is. */
export function lensIdOf(stream: MediaStream): string | undefined {
  return stream.getVideoTracks()[0]?.getSettings().deviceId;
}

/** All lenses, the main back one first; their names are known once one has been opened. */
export async function listLenses(): Promise<readonly Lens[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return inOrder(devices.filter((device) => device.kind === 'videoinput'));
}

const exactly = ({ deviceId }: Lens) => ask({ deviceId: { exact: deviceId } });

/** A stream of the chosen lens; nothing where that is gone, or gives no picture. */
async function streamOf(chosen: Lens | undefined): Promise<MediaStream | undefined> {
  if (chosen === undefined) return undefined;
  return exactly(chosen).catch((error: CameraRefused) => {
    if (error.reason === 'refused') throw error;
    return undefined;
  });
}

/** The lens to change to, when the browser gave another one than it should be; not `failed`. */
async function betterLens(stream: MediaStream, failed?: Lens): Promise<Lens | undefined> {
  const current = lensIdOf(stream);
  const lenses = (await listLenses()).filter((lens) => lens.deviceId !== failed?.deviceId);
  const best = chosenAmong(lenses) ?? mainBackLens(lenses);
  return best && current && best.deviceId !== current ? best : undefined;
}

/** A stream of the lens chosen on this device, else of the main back lens. Throws CameraRefused. */
export async function openStream(): Promise<MediaStream> {
  if (!window.isSecureContext) throw new CameraRefused('insecure');
  if (!navigator.mediaDevices?.getUserMedia) throw new CameraRefused('none');
  const chosen = chosenLens();
  const stream = await streamOf(chosen);
  if (stream !== undefined) return stream;
  const first = await ask({ facingMode: { ideal: 'environment' } });
  const lens = await betterLens(first, chosen);
  if (!lens) return first;
  stopStream(first);
  return exactly(lens);
}
