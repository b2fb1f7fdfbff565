import { useState } from 'preact/hooks';
import type { Word } from './ScanView';
import type { ScanMode } from './useScanner';

/** What lies over a scanning screen, whether a form in it needs the camera, and the last word. */
export function useSheets<Shown>() {
  const [shown, show] = useState<Shown>();
  const [form, setForm] = useState(false);
  const [word, setWord] = useState<Word>();
  const mode: ScanMode = form ? 'off' : shown ? 'pause' : 'look';
  const close = () => {
    show(undefined);
    setForm(false);
  };
  const done = (look: Word['look'], text: string) => {
    setWord({ look, text });
    close();
    // With the largest text the word may have been scrolled out of sight.
    window.scrollTo(0, 0);
  };
  return { shown, show, form, setForm, word, setWord, mode, close, done };
}
