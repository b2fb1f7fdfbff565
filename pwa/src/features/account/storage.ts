export type StorageAnswer = {
  /** Whether the browser promised not to clear the data by itself. */
  readonly persisted: boolean;
  /** Null where the browser does not say. */
  readonly freeMb: number | null;
};

/** Below this a round with photos may not fit. */
export const LOW_MB = 200;

async function freeMb(): Promise<number | null> {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
  return quota === undefined ? null : Math.floor((quota - (usage ?? 0)) / 1_000_000);
}

/** Asks the browser to keep the data, and what space there is. */
export async function askToKeep(): Promise<StorageAnswer> {
  const storage = navigator.storage;
  const already = (await storage?.persisted?.()) ?? false;
  const persisted = already || ((await storage?.persist?.()) ?? false);
  return { persisted, freeMb: await freeMb() };
}
