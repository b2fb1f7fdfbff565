import { Camera, type Refusal } from '../scan/camera';
import { type Decoder, startDecoder } from '../scan/decoder';
import { cutOf, takeFrame } from '../scan/frame';
import { type Loop, type Picture, startLoop } from '../scan/loop';
import { keepAwake } from '../scan/wakeLock';

export type ScanParts = {
  readonly camera: Camera;
  readonly decoder: Decoder;
  readonly loop: Loop;
  stop(): void;
};

type Listeners = {
  readonly onRefused: (reason: Refusal) => void;
  readonly onStarted: () => void;
  readonly onFailed: () => void;
  readonly onSeen: (texts: readonly string[]) => void;
};

async function pictureOf(video: HTMLVideoElement, n: number): Promise<Picture> {
  const { videoWidth, videoHeight } = video;
  const cut = cutOf(n, videoWidth, videoHeight);
  const whole = cut.width === videoWidth && cut.height === videoHeight;
  return { frame: await takeFrame(video, cut), whole };
}

/** Camera, decoder and loop, all told to one screen; nothing runs before the camera is started. */
export function makeParts(video: HTMLVideoElement, told: Listeners): ScanParts {
  const camera = new Camera(video, told.onRefused, told.onStarted);
  const decoder = startDecoder(told.onFailed);
  const loop = startLoop({
    decoder,
    grab: async (n) => (camera.running ? pictureOf(video, n) : undefined),
    onSeen: told.onSeen,
    nextTurn: (work) => requestAnimationFrame(work),
    now: () => performance.now(),
  });
  const letSleep = keepAwake();
  const stop = () => {
    loop.pause();
    decoder.stop();
    camera.stop();
    letSleep();
  };
  return { camera, decoder, loop, stop };
}
