/** The part of the Web Locks API that sync uses. */
export interface Locks {
  request<T>(
    name: string,
    options: { ifAvailable?: boolean; steal?: boolean },
    callback: (lock: unknown) => Promise<T>,
  ): Promise<T>;
}

/** Everything of the outside world that sync touches; a simulated phone brings its own. */
export interface Environment {
  readonly fetch: (path: string, init: RequestInit) => Promise<Response>;
  readonly indexedDB: IDBFactory;
  /** Null where the browser has no Web Locks; a time-leased token takes their place. */
  readonly locks: Locks | null;
  /** Wall clock, ms since 1970. */
  readonly now: () => number;
  /** Never steps back within a page session, ms. */
  readonly monotonic: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  /** A new lower-case UUID. */
  readonly newId: () => string;
  /** Calls `work` after `ms`; returns how to cancel. */
  readonly after: (ms: number, work: () => void) => () => void;
  /** Resolves when nobody waits for the screen: until then nothing is sent or taken. */
  readonly settled: () => Promise<void>;
  readonly freeBytes: () => Promise<number | null>;
  /** Whether photos may go over the network there is now. */
  readonly photosAllowed: () => boolean;
  /** BCP 47, for the texts of problems. */
  readonly language: () => string;
  readonly appBuild: string;
  /** What the person sees as this phone's name in the list of devices. */
  readonly deviceName: string;
}
