import { useEffect, useRef } from 'preact/hooks';
import { listenForWedge } from '../scan/wedge';

/** Tells what a scanner that acts as a keyboard types while the screen is there. */
export function useWedge(onText: (text: string) => void): void {
  const tell = useRef(onText);
  tell.current = onText;
  useEffect(() => listenForWedge((text) => tell.current(text)), []);
}
