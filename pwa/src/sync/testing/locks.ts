import type { Locks } from '../environment';

/** How a tab is told something: at once, or as a task of its own. */
type Tell = (work: () => void) => void;
type Options = { ifAvailable?: boolean; steal?: boolean };
type Callback<T> = (lock: unknown) => Promise<T>;

interface Holder {
  readonly tell: Tell;
  readonly lose: (error: Error) => void;
}

const AT_ONCE: Tell = (work) => work();

/** Web Locks of one browser: exclusive, with `ifAvailable` and `steal`. */
export class FakeLocks implements Locks {
  private readonly holders = new Map<string, Holder>();

  request<T>(name: string, options: Options, callback: Callback<T>): Promise<T> {
    return this.ask(AT_ONCE, name, options, callback);
  }

  /** The locks as one tab has them; it hears of them by `tell`. */
  tab(tell: Tell): Locks {
    return { request: (name, options, callback) => this.ask(tell, name, options, callback) };
  }

  /** The tab that hears by `tell` is gone, and its locks are free. */
  free(tell: Tell): void {
    for (const [name, holder] of this.holders) {
      if (holder.tell === tell) this.holders.delete(name);
    }
  }

  private async ask<T>(
    tell: Tell,
    name: string,
    { ifAvailable = false, steal = false }: Options,
    callback: Callback<T>,
  ): Promise<T> {
    const former = this.holders.get(name);
    if (former !== undefined && ifAvailable) return granted(tell, null, callback);
    if (former !== undefined && !steal) throw new Error('waiting for a lock is not played here');
    const stolen = Object.assign(new Error('stolen'), { name: 'AbortError' });
    former?.tell(() => former.lose(stolen));
    return new Promise<T>((resolve, reject) => {
      const holder = { tell, lose: reject };
      this.holders.set(name, holder);
      const release = () => {
        if (this.holders.get(name) === holder) this.holders.delete(name);
      };
      granted(tell, { name }, callback).finally(release).then(resolve, reject);
    });
  }
}

function granted<T>(tell: Tell, lock: unknown, callback: Callback<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    tell(() => void callback(lock).then(resolve, reject));
  });
}
