interface Timer {
  readonly due: number;
  readonly work: () => void;
}

/** A phone's clocks and timers, moved by hand. */
export class Clock {
  private wall: number;
  private mono = 1_000;
  private readonly timers = new Set<Timer>();

  constructor(start = 1_800_000_000_000) {
    this.wall = start;
  }

  readonly now = () => this.wall;
  readonly monotonic = () => this.mono;

  readonly after = (ms: number, work: () => void) => {
    const timer = { due: this.mono + ms, work };
    this.timers.add(timer);
    return () => void this.timers.delete(timer);
  };

  /** How long until the next timer is due; null when none is set. */
  untilNext(): number | null {
    const dues = [...this.timers].map((timer) => timer.due);
    return dues.length === 0 ? null : Math.max(0, Math.min(...dues) - this.mono);
  }

  /** Time passes; what is due is called, the earliest first. */
  pass(ms: number): void {
    this.wall += ms;
    this.mono += ms;
    for (const timer of [...this.timers].sort((a, b) => a.due - b.due)) {
      if (timer.due > this.mono || !this.timers.delete(timer)) continue;
      timer.work();
    }
  }

  /** Somebody sets the phone's clock; the monotonic clock knows nothing of it. */
  setWall(now: number): void {
    this.wall = now;
  }
}
