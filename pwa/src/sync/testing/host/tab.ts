import { createPhone } from '../../createPhone';
import type { Environment } from '../../environment';
import type { Phone } from '../../phone';
import type { Tenant } from './browserTasks';
import type { PhoneProfile } from './profile';
import type { Report } from './report';
import { TabStorage } from './tabStorage';
import type { Owner, Tasks } from './tasks';
import type { Wire } from './wire';

export interface Browser {
  readonly tasks: Tasks;
  readonly wire: Wire;
  readonly report: Report;
}

/** A page with the real phone in it. */
export class Tab implements Tenant {
  dead = false;
  frozen = false;
  parked: Owner['parked'] = [];
  readonly phone: Phone;
  /** Ops that have not ended. */
  readonly pending = new Set<string>();
  private readonly storage: TabStorage;
  private readonly timers = new Set<() => void>();

  constructor(
    readonly name: string,
    readonly profile: PhoneProfile,
    private readonly browser: Browser,
  ) {
    this.storage = new TabStorage(browser.tasks, this, profile.indexedDB);
    this.phone = createPhone(this.environment());
  }

  get storageFull(): boolean {
    return this.profile.settings.storage_full;
  }

  committed(database: string): void {
    this.browser.report.committed(this.profile.name, database);
  }

  /** Queues a task that dies with the page. */
  readonly task = (work: () => void): void => {
    this.browser.tasks.addFor(this, () => {
      if (!this.dead) work();
    });
  };

  /** Begins `work` as a task; its end is reported under the name `op`. */
  begin(op: string, work: () => unknown): void {
    const { report } = this.browser;
    this.pending.add(op);
    const ended = (tell: () => void) => {
      if (this.pending.delete(op)) tell();
    };
    this.task(() => {
      const result = new Promise((resolve) => resolve(work())).then(collected);
      result.then(
        (value) => ended(() => report.resolved(op, this.name, value)),
        (error: unknown) => ended(() => report.rejected(op, this.name, error)),
      );
    });
  }

  kill(): void {
    const { report, tasks, wire } = this.browser;
    this.dead = true;
    this.storage.evict();
    this.profile.locks?.free(this.task);
    for (const cancel of this.timers) cancel();
    wire.forget(this);
    for (const op of this.pending) report.rejected(op, this.name, KILLED);
    this.pending.clear();
    tasks.thaw(this);
  }

  private environment(): Environment {
    const { browser, profile } = this;
    const { clock, seeded, settings } = profile;
    return {
      fetch: (path, init) => browser.wire.fetch(this, path, init),
      indexedDB: this.storage.factory,
      locks: profile.locks?.tab(this.task) ?? null,
      now: clock.now,
      monotonic: clock.monotonic,
      after: (ms, work) => this.after(ms, work),
      random: seeded.random,
      newId: seeded.newId,
      settled: async () => undefined,
      freeBytes: async () => settings.free_bytes,
      photosAllowed: () => settings.photos_allowed,
      language: () => settings.language,
      appBuild: settings.app_build,
      deviceName: profile.deviceName,
    };
  }

  private after(ms: number, work: () => void): () => void {
    if (this.dead) return () => undefined;
    const due = () => {
      this.task(() => {
        if (this.timers.delete(cancel)) work();
      });
    };
    const stop = this.profile.clock.after(ms, due);
    const cancel = () => {
      stop();
      this.timers.delete(cancel);
    };
    this.timers.add(cancel);
    return cancel;
  }
}

const KILLED = Object.assign(new Error('killed'), { name: 'Killed' });

/** Streams of parts, and those that are a field of the value, are read to their ends. */
async function collected(value: unknown): Promise<unknown> {
  if (isStream(value)) return partsOf(value);
  if (typeof value !== 'object' || value === null || !Object.values(value).some(isStream)) {
    return value;
  }
  const whole: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value)) {
    whole[name] = isStream(field) ? await partsOf(field) : field;
  }
  return whole;
}

function isStream(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

async function partsOf(stream: AsyncIterable<unknown>): Promise<unknown[]> {
  const parts: unknown[] = [];
  for await (const part of stream) parts.push(part);
  return parts;
}
