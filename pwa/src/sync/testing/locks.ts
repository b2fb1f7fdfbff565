import type { Locks } from '../environment';

/** Web Locks of one browser: exclusive, with `ifAvailable` and `steal`. */
export class FakeLocks implements Locks {
  private readonly holders = new Map<string, (error: Error) => void>();

  async request<T>(
    name: string,
    { ifAvailable = false, steal = false }: { ifAvailable?: boolean; steal?: boolean },
    callback: (lock: unknown) => Promise<T>,
  ): Promise<T> {
    const holder = this.holders.get(name);
    if (holder !== undefined && ifAvailable) return callback(null);
    if (holder !== undefined && !steal) throw new Error('waiting for a lock is not played here');
    holder?.(Object.assign(new Error('stolen'), { name: 'AbortError' }));
    return new Promise<T>((resolve, reject) => {
      this.holders.set(name, reject);
      const release = () => {
        if (this.holders.get(name) === reject) this.holders.delete(name);
      };
      callback({ name }).finally(release).then(resolve, reject);
    });
  }
}
