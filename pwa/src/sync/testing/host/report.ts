import { encoded, errorCode } from './values';

export interface SentRequest {
  readonly id: string;
  readonly page: string;
  readonly profile: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Base64. */
  readonly body: string | null;
}

interface OpEvent {
  readonly op: string;
  readonly page: string;
  readonly ok: boolean;
}

/** What has happened since the last reply. */
export class Report {
  private requests: SentRequest[] = [];
  private aborted: string[] = [];
  private events: OpEvent[] = [];
  private unhandled: string[] = [];
  private readonly changed = new Map<string, Set<string>>();

  sent(request: SentRequest): void {
    this.requests.push(request);
  }

  gaveUp(request: string): void {
    this.aborted.push(request);
  }

  resolved(op: string, page: string, value: unknown): void {
    this.events.push({ op, page, ok: true, value: encoded(value) } as OpEvent);
  }

  rejected(op: string, page: string, error: unknown): void {
    const { name, detail } = error as { name?: unknown; detail?: unknown };
    const what = { error: errorCode(error), name: String(name), detail: detail ?? null };
    this.events.push({ op, page, ok: false, ...what } as OpEvent);
  }

  uncaught(error: unknown): void {
    this.unhandled.push(String(error));
  }

  committed(profile: string, database: string): void {
    const names = this.changed.get(profile) ?? new Set();
    this.changed.set(profile, names.add(database));
  }

  /** Gives all of it and begins anew. */
  take(): object {
    const { requests, aborted, events, unhandled } = this;
    const changed = Object.fromEntries([...this.changed].map(([name, all]) => [name, [...all]]));
    this.requests = [];
    this.aborted = [];
    this.events = [];
    this.unhandled = [];
    this.changed.clear();
    return { requests, aborted, events, changed, unhandled };
  }
}
