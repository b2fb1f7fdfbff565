/** Something the network or the server answered that is not what was asked for. */
export class SyncProblem extends Error {
  constructor(
    /** Stable: the server's problem code, or `network`, `portal`, `bad_answer`. */
    readonly code: string,
    /** HTTP status; 0 when no answer came. */
    readonly status: number = 0,
    /** How long the server asks to wait. */
    readonly retryAfterMs: number | null = null,
    /** What the server's message fills in. */
    readonly params: Readonly<Record<string, unknown>> = {},
  ) {
    super(code);
    this.name = 'SyncProblem';
  }
}
