import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Camera, type Refusal } from '../scan/camera';
import { type Decoder, startDecoder } from '../scan/decoder';
import { cutOf, takeFrame } from '../scan/frame';
import { type Loop, startLoop } from '../scan/loop';
import { keepAwake } from '../scan/wakeLock';

/** `look` reads labels · `pause` shows the picture only · `off` leaves the camera to others. */
export type ScanMode = 'look' | 'pause' | 'off';

export type Scanner = {
  readonly refusal: Refusal | undefined;
  readonly failed: boolean;
  readonly hasTorch: boolean;
  readonly decoder: () => Decoder | undefined;
  torch(on: boolean): void;
  retry(): void;
};

type Parts = { readonly camera: Camera; readonly decoder: Decoder; readonly loop: Loop };

/** Camera, decoder and loop of a screen, from when it is shown until it goes. */
export function useScanner(
  video: RefObject<HTMLVideoElement | null>,
  mode: ScanMode,
  onText: (text: string) => void,
): Scanner {
  const [refusal, setRefusal] = useState<Refusal>();
  const [failed, setFailed] = useState(false);
  const [hasTorch, setHasTorch] = useState(false);
  const parts = useRef<Parts>(undefined);
  const tell = useRef(onText);
  tell.current = onText;

  useEffect(() => {
    const element = video.current;
    if (!element) return undefined;
    const camera = new Camera(element, setRefusal);
    const decoder = startDecoder(() => setFailed(true));
    const loop = startLoop({
      decoder,
      grab: async (n) =>
        camera.running
          ? takeFrame(element, cutOf(n, element.videoWidth, element.videoHeight))
          : undefined,
      onText: (text) => tell.current(text),
      nextTurn: (work) => requestAnimationFrame(work),
      now: () => performance.now(),
    });
    parts.current = { camera, decoder, loop };
    const sleep = keepAwake();
    return () => {
      loop.stop();
      decoder.stop();
      camera.stop();
      sleep();
    };
  }, []);

  const open = () => {
    const camera = parts.current?.camera;
    setRefusal(undefined);
    void camera?.start().then(() => setHasTorch(camera.hasTorch));
  };
  useEffect(() => {
    if (mode === 'off') parts.current?.camera.stop();
    else open();
  }, [mode === 'off']);
  useEffect(() => {
    if (mode === 'look') parts.current?.loop.resume();
    else parts.current?.loop.pause();
  }, [mode]);

  return {
    refusal,
    failed,
    hasTorch,
    decoder: () => parts.current?.decoder,
    torch: (on) => void parts.current?.camera.torch(on),
    retry: open,
  };
}
