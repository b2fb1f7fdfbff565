/**
 * The service worker: keeps the app's shell and nothing else.
 * It answers GET only, knows no data, and never takes over by itself.
 */
export {};

declare const self: ServiceWorkerGlobalScope;
declare const __PRECACHE_LIST__: readonly string[];
declare const __PRECACHE_VERSION__: string;

const PREFIX = 'shell-';
const INDEX = '/app/';
const SHELL = new Set(__PRECACHE_LIST__);
const CACHE = PREFIX + __PRECACHE_VERSION__;

/** A captive portal or a half-finished deployment answers 200 too, with a page of another build. */
async function checked(path: string, response: Response): Promise<Response> {
  const html = (response.headers.get('content-type') ?? '').startsWith('text/html');
  if (!response.ok || response.redirected || html !== (path === INDEX)) {
    throw new Error(`not the shell: ${path}`);
  }
  if (path === INDEX) {
    const named = (await response.clone().text()).match(/\/assets\/[^"']+/g) ?? [];
    if (named.length === 0 || !named.every((asset) => SHELL.has(asset))) {
      throw new Error('the page belongs to another build');
    }
  }
  return response;
}

async function store(cache: Cache, path: string): Promise<void> {
  const known = path.startsWith('/assets/') ? await caches.match(path) : undefined;
  const response = known ?? (await checked(path, await fetch(path, { cache: 'reload' })));
  await cache.put(path, response);
}

/** The new shell is whole or it is not there at all; the old one stays in its own cache. */
async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  try {
    await Promise.all(Array.from(SHELL, (path) => store(cache, path)));
  } catch (reason) {
    await caches.delete(CACHE);
    throw reason;
  }
}

async function activate(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

function opensTheApp(path: string): boolean {
  return path === '/app' || path.startsWith(INDEX) || /^\/q\/[^/]+\/?$/i.test(path);
}

/** @returns the path under which the answer is kept, or nothing where the network decides. */
function keptAs(request: Request): string | undefined {
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return undefined;
  if (/^\/(api|desk)(\/|$)/.test(url.pathname)) return undefined;
  if (request.mode === 'navigate') return opensTheApp(url.pathname) ? INDEX : undefined;
  return SHELL.has(url.pathname) ? url.pathname : undefined;
}

async function answer(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(request);
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('fetch', (event) => {
  const path = keptAs(event.request);
  if (path) event.respondWith(answer(path, event.request));
});
/** The page sends this only when no draft is open in any tab. */
self.addEventListener('message', (event) => {
  if (event.data === 'take-over') event.waitUntil(self.skipWaiting());
});
