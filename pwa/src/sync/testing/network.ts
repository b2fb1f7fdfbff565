import type { Environment } from '../environment';
import type { Caller, FakeServer } from './fakeServer';

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: BodyInit | null;
}

/** What may happen to a call on its way; `deliver` lets the server answer. */
export type Fault = (call: Call, deliver: () => Promise<Response>) => Promise<Response>;

const OFFLINE: Fault = () => Promise.reject(new TypeError('Failed to fetch'));

/** One phone's way to the server: its cookie, its faults, and all that was asked. */
export class Network {
  readonly calls: string[] = [];
  private readonly caller: Caller = { person: null, device: null };
  private readonly faults: { matches: string; fault: Fault; times: number }[] = [];
  private isOffline = false;

  constructor(private readonly server: FakeServer) {}

  /** The next `times` calls whose `METHOD path` contains `matches` meet `fault`. */
  befall(matches: string, fault: Fault, times = 1): void {
    this.faults.push({ matches, fault, times });
  }

  /** Resolves once `call` has been made `times` times. */
  async called(call: string, times: number): Promise<void> {
    while (this.calls.filter((made) => made === call).length < times) {
      await new Promise((resolve) => setTimeout(resolve));
    }
  }

  cut(isOffline: boolean): void {
    this.isOffline = isOffline;
  }

  /** The browser forgets the cookie; the session goes on. */
  loseCookie(): void {
    this.caller.person = null;
  }

  expireSession(): void {
    this.server.endSessions(this.caller);
  }

  readonly fetch: Environment['fetch'] = (path, init) => {
    const call = { method: init.method ?? 'GET', path, body: init.body ?? null };
    this.calls.push(`${call.method} ${path}`);
    const deliver = () => this.server.answer(this.caller, call.method, path, call.body);
    return (this.faultFor(call) ?? deliver)(call as never, deliver as never);
  };

  private faultFor({ method, path }: Call): Fault | null {
    if (this.isOffline) return OFFLINE;
    const found = this.faults.find(
      ({ matches, times }) => times > 0 && `${method} ${path}`.includes(matches),
    );
    if (found === undefined) return null;
    found.times -= 1;
    return found.fault;
  }
}

/** The server does it, the answer never arrives. */
export const loseAnswer: Fault = async (_, deliver) => {
  await deliver();
  throw new TypeError('Failed to fetch');
};

/** The server has answered, but nobody gets to see it before `release`. */
export function held(): { fault: Fault; isHeld: Promise<void>; release: () => void } {
  let release = () => {};
  let hold = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const isHeld = new Promise<void>((resolve) => {
    hold = resolve;
  });
  const fault: Fault = async (_, deliver) => {
    const answer = await deliver();
    hold();
    await released;
    return answer;
  };
  return { fault, isHeld, release };
}

/** The same request reaches the server twice at once. */
export const doubled: Fault = async (_, deliver) => {
  const [, second] = await Promise.all([deliver(), deliver()]);
  return second;
};

/** A captive portal: 200 and a page of its own. */
export const portal: Fault = async () =>
  new Response('<html>Welcome to the Wi-Fi</html>', {
    status: 200,
    headers: { 'Content-Type': 'text/html' },
  });

/** The stream breaks off within the line after `lines` whole ones. */
export function cutAfter(lines: number): Fault {
  return async (_, deliver) => {
    const text = (await (await deliver()).text()).split('\n');
    const kept = `${text.slice(0, lines).join('\n')}\n${text[lines]?.slice(0, 20) ?? ''}`;
    const pieces = [new TextEncoder().encode(kept)];
    const body = new ReadableStream({
      pull(controller) {
        const piece = pieces.shift();
        if (piece === undefined) controller.error(new TypeError('network error'));
        else controller.enqueue(piece);
      },
    });
    return new Response(body, { headers: { 'Content-Type': 'application/x-ndjson' } });
  };
}

export function answers(make: () => Response): Fault {
  return async () => make();
}
