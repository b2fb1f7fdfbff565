import { type Answer, responseOf } from './answering';
import type { Report } from './report';
import { base64 } from './values';

/** The page that asks. */
export interface Asker {
  readonly name: string;
  readonly profile: { readonly name: string; readonly online: boolean };
  readonly dead: boolean;
  /** Queues a task of the page. */
  readonly task: (work: () => void) => void;
}

interface Pending {
  readonly asker: Asker;
  readonly resolve: (response: Response) => void;
  readonly reject: (error: Error) => void;
}

/** Requests on their way: the driver decides what becomes of each. */
export class Wire {
  private readonly pending = new Map<string, Pending>();
  private count = 0;

  constructor(private readonly report: Report) {}

  fetch(asker: Asker, path: string, init: RequestInit): Promise<Response> {
    if (asker.dead) return new Promise(() => undefined);
    if (!asker.profile.online) return Promise.reject(new TypeError('Failed to fetch'));
    this.count += 1;
    const id = `q${this.count}`;
    this.report.sent({
      id,
      page: asker.name,
      profile: asker.profile.name,
      method: init.method ?? 'GET',
      path,
      headers: Object.fromEntries(new Headers(init.headers)),
      body: bodyOf(init.body),
    });
    return new Promise((resolve, reject) => {
      this.pending.set(id, { asker, resolve, reject });
      init.signal?.addEventListener('abort', () => this.giveUp(id));
    });
  }

  /** False when nobody waits for it any more. */
  answer(id: string, answer: Answer): boolean {
    return this.settle(id, ({ resolve }) => resolve(responseOf(answer)));
  }

  fail(id: string): boolean {
    return this.settle(id, ({ reject }) => reject(new TypeError('Failed to fetch')));
  }

  /** The page is gone, and with it all that it asked for. */
  forget(asker: Asker): void {
    for (const [id, pending] of this.pending) {
      if (pending.asker === asker) this.drop(id);
    }
  }

  private settle(id: string, how: (pending: Pending) => void): boolean {
    const pending = this.pending.get(id);
    if (pending === undefined) return false;
    this.pending.delete(id);
    pending.asker.task(() => how(pending));
    return true;
  }

  private giveUp(id: string): void {
    const pending = this.drop(id);
    pending?.reject(new DOMException('aborted', 'AbortError'));
  }

  private drop(id: string): Pending | undefined {
    const pending = this.pending.get(id);
    if (this.pending.delete(id)) this.report.gaveUp(id);
    return pending;
  }
}

function bodyOf(body: BodyInit | null | undefined): string | null {
  if (body === null || body === undefined) return null;
  if (typeof body === 'string') return Buffer.from(body).toString('base64');
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) return base64(body);
  throw new TypeError(`a body of this kind is not played here: ${body.constructor.name}`);
}
