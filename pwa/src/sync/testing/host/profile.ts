import { IDBFactory } from 'fake-indexeddb';
import { Clock } from '../clock';
import { FakeLocks } from '../locks';
import { Seeded } from '../seeded';

/** What a driver may set of a browser and its phone at any time. */
export interface Settings {
  photos_allowed: boolean;
  online: boolean;
  app_build: string;
  language: string;
  /** What the storage estimate says; null when unknown. */
  free_bytes: number | null;
  /** Every write of a record fails. */
  storage_full: boolean;
}

export interface Birth extends Partial<Settings> {
  readonly profile: string;
  readonly seed: number;
  readonly wall: number;
  readonly has_locks?: boolean;
  readonly device_name?: string;
}

const SETTINGS: Settings = {
  photos_allowed: true,
  online: true,
  app_build: 'storm',
  language: 'zh-CN',
  free_bytes: null,
  storage_full: false,
};

/** A browser profile of a phone: what outlives its pages. */
export class PhoneProfile {
  readonly name: string;
  readonly clock: Clock;
  readonly locks: FakeLocks | null;
  readonly seeded: Seeded;
  readonly deviceName: string;
  readonly settings: Settings;
  indexedDB = new IDBFactory();

  constructor(birth: Birth) {
    this.name = birth.profile;
    this.clock = new Clock(birth.wall);
    this.locks = birth.has_locks === false ? null : new FakeLocks();
    this.seeded = new Seeded(birth.seed);
    this.deviceName = birth.device_name ?? 'a phone';
    this.settings = { ...SETTINGS };
    this.set(birth);
  }

  get online(): boolean {
    return this.settings.online;
  }

  set(changes: Partial<Settings>): void {
    for (const key of Object.keys(SETTINGS) as (keyof Settings)[]) {
      if (changes[key] !== undefined) Object.assign(this.settings, { [key]: changes[key] });
    }
  }

  /** Storage eviction. */
  wipe(): void {
    this.indexedDB = new IDBFactory();
  }
}
