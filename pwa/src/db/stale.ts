/** A commit that came too late: leader, generation or cursor have moved on. It was discarded. */
export class StaleCommit extends Error {
  constructor(readonly what: 'leader' | 'generation' | 'cursor') {
    super(`stale ${what}`);
    this.name = 'StaleCommit';
  }
}
