import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Caller } from '../fakeServer';
import { inspection, photo, smallSchool } from '../world';

export interface Sent {
  readonly id: string;
  readonly profile: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface Ended {
  readonly op: string;
  readonly ok: boolean;
  readonly value?: unknown;
  readonly error?: string;
}

/** Of what a phone holds, what tests look at. */
export interface Look {
  readonly outbox: {
    readonly devices: readonly { next_seq: number }[];
    readonly facts: readonly object[];
    readonly photos: readonly object[];
  };
  readonly registers: readonly { rows: { asset: readonly (readonly unknown[])[] } }[];
  readonly pages: readonly {
    status: { error: string | null; phase: string; last_success: number | null };
  }[];
}

export interface Reply {
  readonly error?: string;
  readonly requests: readonly Sent[];
  readonly aborted: readonly string[];
  readonly events: readonly Ended[];
  readonly unhandled: readonly string[];
  readonly tasks: number;
  readonly idle: boolean;
  readonly late?: true;
  readonly look?: Look;
}

/** Builds the host into a new folder; gives the folder and the file. */
export function built(): { folder: string; file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'storm-host-'));
  const vite = resolve('node_modules/vite/bin/vite.js');
  const args = [vite, 'build', '-c', 'build/stormHost.ts', '--logLevel', 'warn'];
  const env = { ...process.env, STORM_HOST_OUT: folder };
  const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return { folder, file: join(folder, 'host.mjs') };
}

/** The built host as a process, and all that was said. */
export class HostProcess {
  readonly commands: string[] = [];
  readonly replies: string[] = [];
  private readonly child;
  private readonly lines;

  constructor(file: string) {
    this.child = spawn(process.execPath, [file], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  async ask(command: object): Promise<Reply> {
    const line = JSON.stringify(command);
    this.commands.push(line);
    this.child.stdin.write(`${line}\n`);
    const { value } = await this.lines.next();
    this.replies.push(value);
    return JSON.parse(value);
  }

  end(): void {
    this.child.stdin.end();
  }
}

/** The same commands said to a new process at once. */
export function replay(file: string, commands: readonly string[]): string[] {
  const input = commands.map((line) => `${line}\n`).join('');
  const { stdout } = spawnSync(process.execPath, [file], { input, encoding: 'utf8' });
  return stdout.trimEnd().split('\n');
}

const encode = (bytes: ArrayBuffer) => Buffer.from(bytes).toString('base64');

export function capture(number: number, photos = 0): object {
  const pictures = Array.from({ length: photos }, (_, at) => photo(number * 10 + at));
  const wired = pictures.map((one) => ({ ...one, bytes: { $bytes: encode(one.bytes) } }));
  return { ...inspection(number, pictures), photos: wired };
}

/** Phones of the host before the school's server in memory. */
export class World {
  readonly server = smallSchool();
  private readonly callers = new Map<string, Caller>();
  private ops = 0;

  constructor(readonly host: HostProcess) {}

  profile(profile: string): Promise<Reply> {
    this.callers.set(profile, { person: null, device: null });
    return this.host.ask({ cmd: 'profile', profile, seed: 7, wall: this.server.serverTime });
  }

  open(profile: string, page: string): Promise<Reply> {
    return this.host.ask({ cmd: 'page', profile, page, op: this.op() });
  }

  call(page: string, method: string, args: unknown[], more = {}): Promise<Reply> {
    return this.host.ask({ cmd: 'call', page, method, args, op: this.op(), ...more });
  }

  async look(profile: string): Promise<Look> {
    return (await this.host.ask({ cmd: 'look', profile })).look as Look;
  }

  /** The server answers one request. */
  async deliver(request: Sent, more = {}): Promise<Reply> {
    const caller = this.callers.get(request.profile) as Caller;
    const bytes = Buffer.from(request.body ?? '', 'base64');
    const isPhoto = request.headers['content-type'] === 'image/jpeg';
    const body = isPhoto ? new Uint8Array(bytes).buffer : bytes.toString();
    const answer = await this.server.answer(caller, request.method, request.path, body);
    const headers = Object.fromEntries(answer.headers);
    const sent = { status: answer.status, headers, body: encode(await answer.arrayBuffer()) };
    return this.host.ask({ cmd: 'answer', request: request.id, ...sent, ...more });
  }

  /** The server answers all that is asked, and what follows from it. */
  async settle({ requests }: Pick<Reply, 'requests'>): Promise<void> {
    for (const request of requests) await this.settle(await this.deliver(request));
  }

  /** The same up to the first request of `path`, which is given. */
  async settleUntil(path: string, { requests: [request] }: Reply): Promise<Sent> {
    if (request === undefined) throw new Error(`nothing asked for ${path}`);
    if (request.path.includes(path)) return request;
    return this.settleUntil(path, await this.deliver(request));
  }

  async signedIn(profile = 'p1', page = 'p1/1'): Promise<void> {
    await this.profile(profile);
    await this.open(profile, page);
    await this.settle(await this.call(page, 'signIn', ['ines', 'p-ines']));
  }

  private op(): string {
    this.ops += 1;
    return `o${this.ops}`;
  }
}
