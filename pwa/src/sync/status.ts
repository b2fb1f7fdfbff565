import type { WaitingCounts } from '../db/outbox/types';

/**
 * `idle` nothing to do · `waiting` will try again by itself (`next_try`) · `running` ·
 * `paused` needs a person: sign in again.
 */
export type Phase = 'idle' | 'running' | 'waiting' | 'paused';

/** Which part of a run is under way; `check` asks what has become of records sent before. */
export type Step = 'session' | 'check' | 'facts' | 'photos' | 'pull';

export interface SyncStatus {
  readonly phase: Phase;
  readonly step: Step | null;
  readonly waiting: WaitingCounts;
  /** The last run that did everything, ms by the phone's clock. */
  readonly last_success: number | null;
  /** Stable code of the last failure (`network`, `portal`, `sign_in_needed`, `app_too_old` …). */
  readonly error: string | null;
  readonly next_try: number | null;
  /** While the school is being taken along: assets stored so far and announced. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  /** The phone may not have room for a round with photos. */
  readonly space_low: boolean;
}

export const FIRST_STATUS: SyncStatus = {
  phase: 'idle',
  step: null,
  waiting: { facts: 0, photos: 0, held: 0, dismissed: 0 },
  last_success: null,
  error: null,
  next_try: null,
  progress: null,
  space_low: false,
};

/** A value that tells when it changes. */
export interface Observable<T> {
  get(): T;
  /** Calls `listener` on each change, not at once; returns how to stop. */
  subscribe(listener: (value: T) => void): () => void;
}

export class Subject<T> implements Observable<T> {
  private readonly listeners = new Set<(value: T) => void>();

  constructor(private value: T) {}

  get(): T {
    return this.value;
  }

  set(value: T): void {
    this.value = value;
    for (const listener of [...this.listeners]) listener(value);
  }

  subscribe(listener: (value: T) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
