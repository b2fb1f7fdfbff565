type Work = () => void;

/** On whose behalf a task runs: a page. */
export interface Owner {
  readonly dead: boolean;
  frozen: boolean;
  /** Tasks that came up while it was frozen, in order. */
  parked: Task[];
}

interface Task {
  /** Null: the browser itself. */
  readonly owner: Owner | null;
  readonly work: Work;
}

/** More than any command needs; a phone that turns in a circle reaches it. */
export const MOST_TASKS = 100_000;
const nextTurn = setImmediate;

/**
 * The browser's queue of macro tasks. Promise callbacks that follow from a task all run before the
 * next one: between two tasks Node is given one real turn, which empties its microtask queue.
 */
export class Tasks {
  /** What was thrown by a task and caught by nobody. */
  onError: (error: unknown) => void = () => undefined;
  private queue: Task[] = [];
  private at = 0;
  private owner: Owner | null = null;

  /** The owner of the task under way, with the promise callbacks that follow from it. */
  get current(): Owner | null {
    return this.owner;
  }

  /** Tasks that could run now. */
  get left(): number {
    let count = 0;
    for (let at = this.at; at < this.queue.length; at += 1) {
      if (!this.queue[at]?.owner?.frozen) count += 1;
    }
    return count;
  }

  /** Queues a task for whoever is at work. */
  readonly add = (work: Work): void => this.addFor(this.owner, work);

  addFor(owner: Owner | null, work: Work): void {
    this.queue.push({ owner, work });
  }

  /** Tasks that `work` queues belong to `owner`. */
  as<R>(owner: Owner | null, work: () => R): R {
    const former = this.owner;
    this.owner = owner;
    try {
      return work();
    } finally {
      this.owner = former;
    }
  }

  thaw(owner: Owner): void {
    owner.frozen = false;
    this.queue.push(...owner.parked);
    owner.parked = [];
  }

  clear(): void {
    this.queue = [];
    this.at = 0;
  }

  /** Runs tasks until none is left or `limit` are done; gives how many were. */
  run(limit: number): Promise<number> {
    return new Promise((resolve) => {
      let done = 0;
      const turn = () => {
        this.owner = null;
        const task = done < limit ? this.take() : null;
        if (task === null) return resolve(done);
        done += 1;
        this.perform(task);
        nextTurn(turn);
      };
      turn();
    });
  }

  private perform({ owner, work }: Task): void {
    this.owner = owner;
    try {
      work();
    } catch (error) {
      this.onError(error);
    }
  }

  private take(): Task | null {
    while (this.at < this.queue.length) {
      const task = this.queue[this.at] as Task;
      this.at += 1;
      if (!task.owner?.frozen) return task;
      task.owner.parked.push(task);
    }
    this.clear();
    return null;
  }
}
