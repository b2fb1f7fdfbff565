import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import type { Asset } from '../../db/columns';
import { COLUMNS, type Row } from '../../db/columns';
import type { Capture, PhotoInput } from '../../db/outbox/types';
import { newId } from '../browser';
import { createPhone } from '../createPhone';
import type { Environment } from '../environment';
import type { Phone } from '../phone';
import { Clock } from './clock';
import { FakeServer } from './fakeServer';
import { FakeLocks } from './locks';
import { Network } from './network';

/** One browser profile: its databases, locks and clocks outlive its pages. */
export class Profile {
  readonly indexedDB: IDBFactory = new IDBFactory();
  readonly clock = new Clock();
  readonly network: Network;
  photosAllowed = true;
  /** Free bytes as the browser tells them; null where it does not. */
  free: number | null = null;
  private readonly locks = new FakeLocks();

  constructor(
    readonly server: FakeServer,
    private readonly hasLocks = true,
  ) {
    this.network = new Network(server);
  }

  environment(): Environment {
    const { clock, network, indexedDB } = this;
    return {
      fetch: network.fetch,
      indexedDB,
      locks: this.hasLocks ? this.locks : null,
      now: clock.now,
      monotonic: clock.monotonic,
      after: clock.after,
      settled: async () => undefined,
      random: () => 0.5,
      newId,
      freeBytes: async () => this.free,
      photosAllowed: () => this.photosAllowed,
      language: () => 'zh-CN',
      appBuild: 'test',
      deviceName: 'a phone',
    };
  }

  /** A tab of this browser. */
  page(): Phone {
    return createPhone(this.environment());
  }

  /** A tab where `login` has signed in and the first run has ended. */
  async signedIn(login = 'ines'): Promise<Phone> {
    const phone = this.page();
    await phone.start();
    await phone.signIn(login, `p-${login}`);
    await phone.sync('online');
    return phone;
  }
}

/** Another tab, or the app opened anew. */
export async function newTab(profile: Profile): Promise<Phone> {
  const phone = profile.page();
  await phone.start();
  return phone;
}

/** Runs until the phone is at rest. */
export async function settle(phone: Phone): Promise<void> {
  await phone.sync('button');
}

/** The run that a saved record began, if there is one, has ended. */
export async function ended(phone: Phone): Promise<void> {
  if (phone.status.get().phase === 'running') await phone.sync('visible');
}

export const ROOM = '00000000-0000-4000-8000-0000000000a1';
export const BUILDING = '00000000-0000-4000-8000-0000000000a0';

/** A school of one building with one room, a kind, two people and `assets` numbered things. */
export function smallSchool(assets = 5): FakeServer {
  const server = new FakeServer();
  server.put(
    'place',
    [BUILDING, 0, null, 'building', '教学楼', ['BBBBBBBBB'], 'jxl jiaoxuelou'],
    [ROOM, 0, BUILDING, 'room', '301教室', ['RRRRRRRRR'], '301js 301jiaoshi'],
  );
  server.put('kind', ['k1', 0, '灯', 'Lamp', [{ key: 'dark', zh: '灯不亮', en: 'dark' }], 3, 1, 6]);
  server.put('person', ['ines', 0, 'ines'], ['tang', 0, 'tang']);
  server.put('asset', ...Array.from({ length: assets }, (_, at) => assetRow(at + 1)));
  return server;
}

export function assetId(number: number): string {
  return `00000000-0000-4000-9000-${String(number).padStart(12, '0')}`;
}

export function assetRow(number: number, change: Partial<Asset> = {}): Row {
  const asset: Asset = {
    id: assetId(number),
    rev: 0,
    place_id: ROOM,
    kind: 'k1',
    name: `课桌 ${number}`,
    ledger_number: `ZC-${number}`,
    model: 'M1',
    custodian: '张老师',
    quantity: 1,
    unit: '张',
    codes: [`C${String(number).padStart(8, '0')}`],
    search: 'kz kezhuo',
    last_result: null,
    last_condition: null,
    last_at: null,
    last_by: null,
    manufactured_on: null,
    serviced_on: null,
    ...change,
  };
  return COLUMNS.asset.map((column) => asset[column]);
}

export function inspection(number: number, photos: readonly PhotoInput[] = []): Capture {
  const isOk = photos.length === 0;
  return {
    draft: {
      type: 'inspection_recorded',
      asset_id: assetId(number),
      code: null,
      how: 'camera',
      result: isOk ? 'ok' : 'abnormal',
      condition: isOk ? 'intact' : 'unusable',
      phrases: [],
      words: '',
    },
    photos,
    name: `课桌 ${number}`,
    place: '301教室',
  };
}

/** Bytes that stand for a JPEG; `seed` makes them differ. */
export function photo(seed: number): PhotoInput {
  const bytes = new Uint8Array(2_000).map((_, at) => (at * 31 + seed) % 251).buffer;
  return { bytes, width: 1600, height: 1200, taken_at: 1_800_000_000_000 };
}
