import { type Abilities, abilitiesOf, applySettings, PLAIN, type Settings } from './abilities';
import { chooseLens } from './chosenLens';
import type { Lens } from './lenses';
import { CameraRefused, lensIdOf, openStream, type Refusal, stopStream } from './stream';

export type { Refusal } from './stream';

const PULSE_MS = 1000;
/** So many pulses without a new picture mean that the camera is gone, whatever the system says. */
const STILL_PULSES = 3;

/**
 * Plays the camera into a video element as long as it is wanted and the page is seen. Systems take
 * cameras away for calls, other apps and sleeping screens, and not all of them say so: whatever
 * happened, a picture runs again, or a refusal has been told.
 */
export class Camera {
  private stream: MediaStream | undefined;
  private wanted = false;
  private starting: Promise<void> | undefined;
  private refusal: Refusal | undefined;
  private wishes: Settings = PLAIN;
  private heart: ReturnType<typeof setInterval> | undefined;
  private lastTime = -1;
  private still = 0;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly onRefused: (reason: Refusal) => void,
    /** A picture begins, for the first time or anew. */
    private readonly onStarted: () => void = () => undefined,
  ) {}

  /** Begins; resolves when a picture runs or the refusal has been told. */
  async start(): Promise<void> {
    this.wanted = true;
    document.addEventListener('visibilitychange', this.onVisibility);
    this.heart ??= setInterval(this.onPulse, PULSE_MS);
    await this.open();
  }

  stop(): void {
    this.wanted = false;
    document.removeEventListener('visibilitychange', this.onVisibility);
    clearInterval(this.heart);
    this.heart = undefined;
    this.close();
  }

  get running(): boolean {
    return this.stream !== undefined && this.video.readyState >= 2;
  }

  get abilities(): Abilities {
    return this.track ? abilitiesOf(this.track) : { torch: false, zooms: [] };
  }

  get lensId(): string | undefined {
    return this.stream && lensIdOf(this.stream);
  }

  /** Lamp and zoom as they are wanted, whether this lens can or not. */
  get settings(): Settings {
    return this.wishes;
  }

  /** As is wanted now and after every new start, as far as the lens can. */
  async set(part: Partial<Settings>): Promise<void> {
    this.wishes = { ...this.wishes, ...part };
    if (this.track) await applySettings(this.track, this.wishes);
  }

  /** Changes the lens, here and whenever this device scans again. */
  async use(lens: Lens): Promise<void> {
    chooseLens(lens);
    this.wishes = { ...this.wishes, zoom: PLAIN.zoom };
    await this.reopen();
  }

  private get track(): MediaStreamTrack | undefined {
    return this.stream?.getVideoTracks()[0];
  }

  private readonly onVisibility = () => {
    if (document.hidden) this.close();
    else void this.open();
  };

  /** The system may end a stream at any time, for a call or another app. */
  private readonly onEnded = () => void this.reopen();

  private readonly onPulse = () => {
    if (document.hidden || this.starting) return;
    if (this.stream) this.feel();
    // Whoever held the camera may have let it go; a refusal by a person is not asked about again.
    else if (this.refusal === 'busy') void this.open();
  };

  /** Systems pause a video, or leave it standing, without a word. */
  private feel(): void {
    const { currentTime } = this.video;
    this.still = currentTime === this.lastTime ? this.still + 1 : 0;
    this.lastTime = currentTime;
    if (this.track?.readyState === 'ended' || this.still >= STILL_PULSES) void this.reopen();
    else if (this.still > 0) void this.video.play().catch(() => undefined);
  }

  private reopen(): Promise<void> {
    this.close();
    return document.hidden ? Promise.resolve() : this.open();
  }

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
      if (!this.wanted || document.hidden) stopStream(stream);
      else await this.show(stream);
    } catch (error) {
      this.refusal = error instanceof CameraRefused ? error.reason : 'none';
      this.onRefused(this.refusal);
    }
  }

  private async show(stream: MediaStream): Promise<void> {
    this.stream = stream;
    this.refusal = undefined;
    this.still = 0;
    this.track?.addEventListener('ended', this.onEnded);
    this.video.srcObject = stream;
    await this.video.play().catch(() => undefined);
    if (this.track) await applySettings(this.track, this.wishes);
    this.onStarted();
  }

  private close(): void {
    this.track?.removeEventListener('ended', this.onEnded);
    if (this.stream) stopStream(this.stream);
    this.stream = undefined;
    this.video.srcObject = null;
  }
}
