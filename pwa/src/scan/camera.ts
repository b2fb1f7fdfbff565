import { type Lens, mainBackLens } from './lenses';

/** Why there is no picture; each has a message that says what to do. */
export type Refusal = 'insecure' | 'none' | 'refused' | 'busy';

export class CameraRefused extends Error {
  constructor(readonly reason: Refusal) {
    super(reason);
    this.name = 'CameraRefused';
  }
}

const SIZE: MediaTrackConstraints = { width: { ideal: 1920 }, height: { ideal: 1080 } };

/** The reason behind what getUserMedia threw. */
export function refusalOf(error: unknown): Refusal {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  if (name === 'NotReadableError' || name === 'AbortError') return 'busy';
  return 'none';
}

async function ask(video: MediaTrackConstraints): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia({ video, audio: false });
  } catch (error) {
    throw new CameraRefused(refusalOf(error));
  }
}

function stopStream(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** The lens to change to, when the browser gave another one than the main back lens. */
async function betterLens(stream: MediaStream): Promise<Lens | undefined> {
  const current = stream.getVideoTracks()[0]?.getSettings().deviceId;
  const devices = await navigator.mediaDevices.enumerateDevices();
  const best = mainBackLens(devices.filter((device) => device.kind === 'videoinput'));
  return best && current && best.deviceId !== current ? best : undefined;
}

/** A stream of the main back lens. Throws CameraRefused. */
export async function openStream(): Promise<MediaStream> {
  if (!window.isSecureContext) throw new CameraRefused('insecure');
  if (!navigator.mediaDevices?.getUserMedia) throw new CameraRefused('none');
  const first = await ask({ ...SIZE, facingMode: { ideal: 'environment' } });
  const lens = await betterLens(first);
  if (!lens) return first;
  stopStream(first);
  return ask({ ...SIZE, deviceId: { exact: lens.deviceId } });
}

type TorchCapabilities = MediaTrackCapabilities & { torch?: boolean };

/** Plays the camera into a video element, and plays it again after the page was hidden. */
export class Camera {
  private stream: MediaStream | undefined;
  private wanted = false;
  private starting: Promise<void> | undefined;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly onRefused: (reason: Refusal) => void,
  ) {}

  /** Begins; resolves when a picture runs or the refusal has been told. */
  async start(): Promise<void> {
    this.wanted = true;
    document.addEventListener('visibilitychange', this.onVisibility);
    await this.open();
  }

  stop(): void {
    this.wanted = false;
    document.removeEventListener('visibilitychange', this.onVisibility);
    this.close();
  }

  get running(): boolean {
    return this.stream !== undefined && this.video.readyState >= 2;
  }

  /** Whether this lens has a lamp that can be switched. */
  get hasTorch(): boolean {
    const track = this.stream?.getVideoTracks()[0];
    const can = track?.getCapabilities?.() as TorchCapabilities | undefined;
    return can?.torch === true;
  }

  async torch(on: boolean): Promise<void> {
    const advanced = [{ torch: on } as MediaTrackConstraintSet];
    await this.stream?.getVideoTracks()[0]?.applyConstraints({ advanced });
  }

  private readonly onVisibility = () => {
    if (document.hidden) this.close();
    else void this.open();
  };

  /** The system may end a stream at any time, for a call or another app. */
  private readonly onEnded = () => {
    this.close();
    if (!document.hidden) void this.open();
  };

  private open(): Promise<void> {
    if (!this.wanted || this.stream) return Promise.resolve();
    this.starting ??= this.play().finally(() => {
      this.starting = undefined;
    });
    return this.starting;
  }

  private async play(): Promise<void> {
    try {
      const stream = await openStream();
      if (!this.wanted || document.hidden) {
        stopStream(stream);
        return;
      }
      this.stream = stream;
      stream.getVideoTracks()[0]?.addEventListener('ended', this.onEnded);
      this.video.srcObject = stream;
      await this.video.play().catch(() => undefined);
    } catch (error) {
      this.onRefused(error instanceof CameraRefused ? error.reason : 'none');
    }
  }

  private close(): void {
    if (this.stream) stopStream(this.stream);
    this.stream = undefined;
    this.video.srcObject = null;
  }
}
