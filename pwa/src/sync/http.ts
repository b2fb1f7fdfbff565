import type { Environment } from './environment';
import { SyncProblem } from './problem';
import { retryAfterMs } from './retry';

/** How long an answer, or the next piece of a stream, may take. */
export const PATIENCE_MS = 60_000;

/** Sends a request; throws SyncProblem `network` when no answer comes. */
export async function request(
  env: Environment,
  method: string,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  const stop = new AbortController();
  const cancel = env.after(PATIENCE_MS, () => stop.abort());
  try {
    const headers = { 'Accept-Language': env.language(), ...init.headers };
    const fixed = { cache: 'no-store', credentials: 'same-origin', redirect: 'error' } as const;
    return await env.fetch(path, { ...fixed, ...init, method, headers, signal: stop.signal });
  } catch {
    throw new SyncProblem('network');
  } finally {
    cancel();
  }
}

export function sendJson(
  env: Environment,
  method: string,
  path: string,
  body: unknown,
): Promise<Response> {
  const headers = { 'Content-Type': 'application/json' };
  return request(env, method, path, { headers, body: JSON.stringify(body) });
}

/** `work`, or SyncProblem `network` when it breaks off or takes longer than an answer may. */
export function inTime<T>(env: Environment, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const broken = () => reject(new SyncProblem('network'));
    const cancel = env.after(PATIENCE_MS, broken);
    work.then(resolve, broken).finally(cancel);
  });
}

/**
 * The JSON object of a good answer. Throws SyncProblem: the server's own problem, or `portal` when
 * the answer is not this server's (a captive portal says 200 and gives HTML).
 */
export async function objectOf(env: Environment, response: Response): Promise<object> {
  if (!response.ok) throw await problemOf(env, response);
  const value = hasType(response, 'application/json') ? await parsed(env, response) : null;
  if (typeof value !== 'object' || value === null) throw new SyncProblem('portal', response.status);
  return value;
}

/** The problem that an answer states; `portal` when it does not speak our language. */
export async function problemOf(env: Environment, response: Response): Promise<SyncProblem> {
  const { status } = response;
  const wait = retryAfterMs(response.headers.get('Retry-After'), env.now());
  const stated = hasType(response, 'application/problem+json') ? await parsed(env, response) : null;
  if (isProblem(stated)) return new SyncProblem(stated.code, status, wait, stated.params ?? {});
  return new SyncProblem(codeOf(status), status, wait);
}

/** A proxy in between may speak for the server in these cases, and in no other. */
function codeOf(status: number): string {
  if (status === 413) return 'too_large';
  if (status === 429) return 'too_many_requests';
  return status >= 500 ? 'server_unavailable' : 'portal';
}

function hasType(response: Response, type: string): boolean {
  return (response.headers.get('Content-Type') ?? '').toLowerCase().startsWith(type);
}

/** The head of an answer comes in time and its body may still never end. */
async function parsed(env: Environment, response: Response): Promise<unknown> {
  const text = await inTime(env, response.text());
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isProblem(value: unknown): value is { code: string; params?: Record<string, unknown> } {
  return (
    typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string'
  );
}
