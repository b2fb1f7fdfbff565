import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Refusal } from '../scan/camera';
import type { Decoder } from '../scan/decoder';
import type { Lens } from '../scan/lenses';
import { give } from '../scan/signal';
import { makeParts, type ScanParts } from './scanParts';
import { type Controls, useControls } from './useControls';
import { useWedge } from './useWedge';

/** `look` reads labels · `pause` shows the picture only · `off` leaves the camera to others. */
export type ScanMode = 'look' | 'pause' | 'off';

/** Filmed, or typed by a scanner that acts as a keyboard. */
export type ScanHow = 'camera' | 'typed';

export type Scanner = Controls & {
  readonly refusal: Refusal | undefined;
  readonly failed: boolean;
  /** Several labels are in view: the person says which is meant. */
  readonly asked: readonly string[] | undefined;
  /** The lenses are shown to choose from. */
  readonly choosing: boolean;
  readonly decoder: () => Decoder | undefined;
  choose(open: boolean): void;
  /** One of those asked about, or none of them. */
  pick(text: string | undefined): void;
  use(lens: Lens): void;
  retry(): void;
};

/** What is done with a text; while a promise of it is open, nothing else is told. */
export type OnText = (text: string, how: ScanHow) => unknown;

/**
 * Camera, decoder and loop of a screen, from when it is shown until it goes. Of several labels in
 * view none is told before it was picked.
 */
export function useScanner(
  video: RefObject<HTMLVideoElement | null>,
  mode: ScanMode,
  onText: OnText,
): Scanner {
  const [refusal, setRefusal] = useState<Refusal>();
  const [failed, setFailed] = useState(false);
  const [asked, ask] = useState<readonly string[]>();
  const [choosing, choose] = useState(false);
  const parts = useRef<ScanParts>(undefined);
  const controls = useControls(() => parts.current?.camera);
  const looking = useRef(false);
  looking.current = mode === 'look' && asked === undefined && !choosing;

  const tell = async (text: string, how: ScanHow) => {
    parts.current?.loop.pause();
    await onText(text, how);
    if (looking.current) parts.current?.loop.resume();
  };
  const seen = (texts: readonly string[]) => {
    const [text] = texts;
    if (texts.length > 1) {
      give('warn');
      ask(texts);
    } else if (text !== undefined) void tell(text, 'camera');
  };
  const newest = useRef(seen);
  newest.current = seen;
  useWedge((text) => {
    if (looking.current) void tell(text, 'typed');
    else give('warn');
  });

  useEffect(() => {
    if (!video.current) return undefined;
    const made = makeParts(video.current, {
      onRefused: setRefusal,
      onStarted: () => {
        setRefusal(undefined);
        void controls.read();
      },
      onFailed: () => setFailed(true),
      onSeen: (texts) => newest.current(texts),
    });
    parts.current = made;
    return made.stop;
  }, []);

  const open = () => {
    setRefusal(undefined);
    void parts.current?.camera.start();
  };
  useEffect(() => {
    if (mode === 'off') parts.current?.camera.stop();
    else open();
  }, [mode === 'off']);
  // Before the next frame: a label may be in view that must not be told over an open sheet.
  useLayoutEffect(() => {
    if (looking.current) parts.current?.loop.resume();
    else parts.current?.loop.pause();
  }, [looking.current]);

  const pick = (text: string | undefined) => {
    parts.current?.loop.aside(asked?.filter((other) => other !== text) ?? []);
    ask(undefined);
    if (text !== undefined) void tell(text, 'camera');
  };
  return {
    ...controls.values,
    refusal,
    failed,
    asked,
    choosing,
    choose,
    decoder: () => parts.current?.decoder,
    pick,
    use(lens) {
      choose(false);
      void parts.current?.camera.use(lens);
    },
    retry: open,
  };
}
