import { StorageError } from '../db/errors';
import { StaleCommit } from '../db/stale';
import type { Environment } from './environment';
import type { Trigger } from './phone';
import { SyncProblem } from './problem';
import { backoffMs } from './retry';
import { FIRST_STATUS, type Step, Subject, type SyncStatus } from './status';

/** Without any other reason the phone looks for news this often. */
const POLL_MS = 5 * 60_000;
/** Another tab is at it, and this one has something that the other may not have seen. */
const BUSY_MS = 15_000;
/** What only a person can mend. */
const PAUSING: readonly string[] = [
  'sign_in_needed',
  'device_revoked',
  'signed_in_as_other',
  'other_school',
];
/** What trying again soon does not mend; facts are sent all the same. */
const STANDING: readonly string[] = ['app_too_old', 'not_allowed', 'storage_full'];

export interface Work {
  /** One run; gives its first failure, null when all was done, NOT_OURS when it did not run. */
  run(enter: (step: Step) => void): Promise<unknown>;
  /** When a delayed fact is due, by the phone's clock. */
  nextDue(): Promise<number | null>;
}

/** Nobody is signed in, or another tab is at it: no failure, and no success of this page either. */
export const NOT_OURS = Symbol('not for this page to do');

/** Decides when to run; one run at a time, the next one after a pause that grows with failures. */
export class Engine {
  readonly status = new Subject<SyncStatus>(FIRST_STATUS);
  private running: Promise<void> | null = null;
  private again = false;
  private failures = 0;
  /** The server asked to be left alone until then, by the monotonic clock: the other may be set. */
  private quietUntil = 0;
  private cancelTimer: () => void = () => undefined;
  private stopped = false;

  constructor(
    private readonly env: Environment,
    private readonly work: Work,
  ) {}

  /** Runs now if there is reason to; joins a run under way. */
  async trigger(trigger: Trigger): Promise<void> {
    if (this.running !== null) {
      this.again ||= trigger !== 'timer' && trigger !== 'visible';
      return this.running;
    }
    if (!this.stopped && this.mayRun(trigger)) await this.start();
  }

  /** A person has signed in: whatever paused is over, once a run of before has ended. */
  async resume(): Promise<void> {
    await this.running;
    this.failures = 0;
    this.patch({ phase: 'idle', error: null, next_try: null });
    await this.trigger('start');
  }

  patch(change: Partial<SyncStatus>): void {
    this.status.set({ ...this.status.get(), ...change });
  }

  stop(): void {
    this.stopped = true;
    this.cancelTimer();
  }

  private mayRun(trigger: Trigger): boolean {
    if (trigger === 'button') return true;
    const { phase } = this.status.get();
    if (this.quietUntil > this.env.monotonic()) return false;
    if (trigger === 'saved') return phase === 'idle';
    return trigger !== 'timer' || phase !== 'paused';
  }

  private async start(): Promise<void> {
    this.cancelTimer();
    this.running = this.runAll().finally(() => {
      this.running = null;
    });
    await this.running;
  }

  private async runAll(): Promise<void> {
    do {
      this.again = false;
      this.patch({ phase: 'running', next_try: null });
      const outcome = await this.work.run((step) => this.patch({ step })).catch((error) => error);
      await this.settle(outcome);
    } while (this.again && this.status.get().phase === 'idle' && !this.stopped);
  }

  private async settle(outcome: unknown): Promise<void> {
    this.patch({ step: null, progress: null });
    if (outcome === null) return this.succeed();
    if (outcome === NOT_OURS || outcome instanceof StaleCommit) return this.leaveIt();
    const code = codeOf(outcome);
    this.patch({ error: code });
    if (PAUSING.includes(code)) return this.patch({ phase: 'paused' });
    if (STANDING.includes(code)) return this.rest('idle', POLL_MS);
    this.failures += 1;
    const asked = outcome instanceof SyncProblem ? outcome.retryAfterMs : null;
    if (asked !== null) this.quietUntil = this.env.monotonic() + asked;
    return this.rest('waiting', backoffMs(this.failures, this.env.random, asked));
  }

  private leaveIt(): void {
    const { facts, photos } = this.status.get().waiting;
    this.rest('idle', facts + photos > 0 ? BUSY_MS : POLL_MS);
  }

  private async succeed(): Promise<void> {
    this.failures = 0;
    this.quietUntil = 0;
    this.patch({ error: null, last_success: this.env.now() });
    const due = await this.work.nextDue().catch(() => null);
    const pause = due === null ? POLL_MS : Math.max(0, due - this.env.now());
    this.rest('idle', Math.min(POLL_MS, pause));
  }

  private rest(phase: 'idle' | 'waiting', pause: number): void {
    this.patch({ phase, next_try: phase === 'waiting' ? this.env.now() + pause : null });
    this.cancelTimer();
    if (this.stopped) return;
    this.cancelTimer = this.env.after(pause, () => void this.trigger('timer'));
  }
}

function codeOf(error: unknown): string {
  if (error instanceof SyncProblem || error instanceof StorageError) return error.code;
  return 'unexpected';
}
