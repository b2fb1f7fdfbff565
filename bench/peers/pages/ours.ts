/** The app's own sync code in an empty page of its server. */
import { browserEnvironment, createPhone, type Phone } from '../../../pwa/src/sync';

const facts = { appBuild: '0.1.0', deviceName: 'bench', photosAllowed: () => true };
const phone = createPhone(browserEnvironment(facts));

/** Resolves when the run under way, or else the next, has ended; rejects with its failure. */
function ended(of: Phone): Promise<void> {
  return new Promise((resolve, reject) => {
    let begun = of.status.get().phase === 'running';
    const stop = of.status.subscribe(({ phase, error }) => {
      if (phase === 'running') begun = true;
      if (phase === 'running' || !begun) return;
      stop();
      if (error === null) resolve();
      else reject(new Error(error));
    });
  });
}

/**
 * From signed in until everything is there (`ms`), and until the first search is answered
 * (`usable_ms`); the sign-in itself is not counted.
 */
async function replicate(login: string, password: string, word: string) {
  await phone.signIn(login, password);
  const began = performance.now();
  await ended(phone);
  const ms = performance.now() - began;
  const found = await phone.register().search(word);
  const usable_ms = performance.now() - began;
  if (found.assets.length === 0) throw new Error('nothing found');
  return { ms, usable_ms, count: (await phone.register().counts()).assets };
}

/** One more run: its time, and the bytes that came down for it. */
async function follow() {
  performance.clearResourceTimings();
  const began = performance.now();
  await phone.sync('button');
  const ms = performance.now() - began;
  const { error } = phone.status.get();
  if (error !== null) throw new Error(error);
  const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  const bytes = entries.reduce((sum, { transferSize }) => sum + transferSize, 0);
  const waited = entries.reduce((sum, { duration }) => sum + duration, 0);
  return { ms, bytes, waited };
}

async function custodian(id: string): Promise<string | undefined> {
  return (await phone.register().asset(id))?.custodian;
}

Object.assign(globalThis, { bench: { replicate, follow, custodian } });
