/** Sync's public face: make a Phone, give it to the screens. */
export type { Environment, Locks } from './environment';
export type { Phone, Trigger } from './phone';
export { SyncProblem } from './problem';
export type { Observable, Phase, Step, SyncStatus } from './status';
