import type { Environment, Locks } from './environment';
import type { Phone } from './phone';

/** A cheap phone needs so long to open a thing, or to save and look at the next label. */
const ATTENTION_MS = 500;
/** Who goes on and on still has the records go up now and then. */
const LONGEST_MS = 5_000;

let attendedAt = -ATTENTION_MS;

/** Somebody waits for the screen: what the phone does by itself waits a moment. */
export function attend(): void {
  attendedAt = performance.now();
}

/** Resolves when nobody waits for the screen. */
async function settled(): Promise<void> {
  const latest = performance.now() + LONGEST_MS;
  for (;;) {
    const until = Math.min(latest, attendedAt + ATTENTION_MS);
    const rest = until - performance.now();
    if (rest <= 0) return;
    await new Promise((ready) => setTimeout(ready, rest));
  }
}

export interface BrowserFacts {
  readonly appBuild: string;
  readonly deviceName: string;
  readonly photosAllowed: () => boolean;
}

/** The environment of a real page; the only file of sync that touches the browser itself. */
export function browserEnvironment(facts: BrowserFacts): Environment {
  return {
    ...facts,
    fetch: (path, init) => fetch(path, init),
    indexedDB,
    locks: (navigator.locks as unknown as Locks | undefined) ?? null,
    now: () => Date.now(),
    monotonic: () => performance.now(),
    random: () => Math.random(),
    newId,
    after: (ms, work) => {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
    settled,
    freeBytes,
    language: () => document.documentElement.lang || navigator.language,
  };
}

/** Lets the phone sync when the page is looked at again and when the network comes back. */
export function listenToBrowser(phone: Phone): void {
  addEventListener('online', () => void phone.sync('online'));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void phone.sync('visible');
  });
}

/** A UUID of version 4; `crypto.randomUUID` is too new for the oldest browsers in use. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
}

async function freeBytes(): Promise<number | null> {
  try {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined || usage === undefined ? null : quota - usage;
  } catch {
    return null;
  }
}
