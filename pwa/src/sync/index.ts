/**
 * Sync's public face. The composition root makes one Phone and gives it to the screens:
 * `const phone = createPhone(browserEnvironment({...})); listenToBrowser(phone); phone.start()`.
 */
export { attend, type BrowserFacts, browserEnvironment, listenToBrowser, newId } from './browser';
export { createPhone } from './createPhone';
export type { Environment, Locks } from './environment';
export type { PersonHere, Phone, Reconciliation, Trigger, UnsentExport } from './phone';
export { SyncProblem } from './problem';
export type { Space } from './space';
export type { Observable, Phase, Step, SyncStatus } from './status';
