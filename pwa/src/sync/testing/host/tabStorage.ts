import { IDBOpenDBRequest as OpenRequest } from 'fake-indexeddb';
import { evict, letTo, type Tenant } from './browserTasks';
import { type RawConnection, rawConnection } from './internals';
import type { Tasks } from './tasks';

/** IndexedDB as one page has it: the host knows its connections and can take them away. */
export class TabStorage {
  private readonly connections = new Set<RawConnection>();
  readonly factory: IDBFactory;

  constructor(
    private readonly tasks: Tasks,
    private readonly tenant: Tenant,
    factory: IDBFactory,
  ) {
    const open = (name: string, version?: number) => this.open(factory, name, version);
    // Nothing else of a factory is in use; a missing part fails loudly.
    this.factory = { open } as IDBFactory;
  }

  /** The page is dead: what it has not committed has never been. */
  evict(): void {
    for (const connection of this.connections) evict(this.tasks, connection);
    this.connections.clear();
  }

  private open(factory: IDBFactory, name: string, version?: number): IDBOpenDBRequest {
    // Nobody will ever answer a dead page.
    if (this.tenant.dead) return new OpenRequest();
    const request = this.tasks.as(this.tenant, () => factory.open(name, version));
    request.addEventListener('upgradeneeded', (event) => this.begin(request, event));
    request.addEventListener('success', (event) => this.begin(request, event));
    return request;
  }

  /** Comes before the page's own listeners. */
  private begin(request: IDBOpenDBRequest, event: Event): void {
    const connection = rawConnection(request.result);
    letTo(this.tenant, connection);
    if (this.tenant.dead) {
      event.stopImmediatePropagation();
      evict(this.tasks, connection);
    } else this.connections.add(connection);
  }
}
