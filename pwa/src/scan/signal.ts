/** What the hand and the ear are told: `ok` saved, `found` a label read, `warn` look at the screen. */
export type Signal = 'ok' | 'found' | 'warn';

const TONES: Record<Signal, readonly number[]> = {
  found: [880],
  ok: [988, 1319],
  warn: [330, 330],
};
const BUZZ: Record<Signal, readonly number[]> = {
  found: [40],
  ok: [60, 40, 60],
  warn: [200, 80, 200],
};
const TONE_SECONDS = 0.09;

let audio: AudioContext | undefined;

/** Browsers give sound only after a tap: call this from the first one. */
export function unlockAudio(): void {
  if (typeof AudioContext === 'undefined') return;
  audio ??= new AudioContext();
  void audio.resume().catch(() => undefined);
}

function tone(context: AudioContext, hertz: number, at: number): void {
  const source = context.createOscillator();
  const volume = context.createGain();
  source.frequency.value = hertz;
  volume.gain.setValueAtTime(0.25, at);
  volume.gain.exponentialRampToValueAtTime(0.001, at + TONE_SECONDS);
  source.connect(volume).connect(context.destination);
  source.start(at);
  source.stop(at + TONE_SECONDS);
}

/** Beeps and vibrates, as far as the phone can. */
export function give(signal: Signal): void {
  navigator.vibrate?.([...BUZZ[signal]]);
  const context = audio;
  if (context?.state !== 'running') return;
  TONES[signal].forEach((hertz, n) => {
    tone(context, hertz, context.currentTime + n * TONE_SECONDS * 1.2);
  });
}
