import { signal } from '@preact/signals';
import { draftOpenAnywhere } from '../../ui/draftLock';

/** A complete new version waits for its turn. */
export const updateReady = signal(false);

let waiting: ServiceWorker | null = null;

function offer(worker: ServiceWorker | null): void {
  waiting = worker;
  updateReady.value = worker !== null && navigator.serviceWorker.controller !== null;
}

/**
 * Lets the new version take over, unless a draft is open in any tab.
 * @returns false when a draft is in the way
 */
export async function takeOver(): Promise<boolean> {
  if (await draftOpenAnywhere()) return false;
  waiting?.postMessage('take-over');
  return true;
}

/** Registers the service worker and reloads once a new version has taken over. */
export async function startUpdates(): Promise<void> {
  const workers = navigator.serviceWorker;
  if (!workers) return;
  let controlled = workers.controller !== null;
  workers.addEventListener('controllerchange', () => {
    // A browser that clears the site's storage takes the worker away: that is no new version.
    if (workers.controller === null) return;
    if (controlled) location.reload();
    controlled = true;
  });
  const registration = await workers.register('/sw.js').catch(() => undefined);
  if (!registration) return;
  offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed') offer(worker);
    });
  });
}
