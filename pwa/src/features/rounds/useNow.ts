import { useEffect, useState } from 'preact/hooks';

const STEP_MS = 20_000;

/** The phone's time, anew every 20 seconds and when the app comes back: a window may end meanwhile. */
export function useNow(): number {
  const [now, set] = useState(Date.now);
  useEffect(() => {
    const look = () => set(Date.now());
    const timer = setInterval(look, STEP_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
  return now;
}
