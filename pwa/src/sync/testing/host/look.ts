import { COLUMNS } from '../../../db/columns';
import type { MasterMeta, Staging } from '../../../db/master/types';
import { readOverlays } from '../../../db/outbox/overlay';
import type { FactRow, PhotoRow } from '../../../db/outbox/types';
import { readCommitted } from './committed';
import { sha256 } from './crypto';
import { type RawDatabase, rawDatabases } from './internals';
import type { PhoneProfile } from './profile';
import { committedOutbox } from './reader';
import type { Tab } from './tab';
import { encoded } from './values';

export type Part = 'outbox' | 'accounts' | 'registers' | 'pages' | 'others';

export const USUAL: readonly Part[] = ['outbox', 'accounts', 'registers', 'pages'];
const OUTBOX = 'campus-outbox';
const ACCOUNT = 'campus-account';
const MASTER = /^campus-master-(.{36})-(.+)$/;

type Databases = ReadonlyMap<string, RawDatabase>;

/** All that is committed in a profile, as JSON text; runs no task. */
export function look(
  profile: PhoneProfile,
  tabs: readonly Tab[],
  parts: readonly Part[],
  withRaw: boolean,
): Promise<string> {
  const { clock, name, indexedDB } = profile;
  return readCommitted(rawDatabases(indexedDB).values(), async (databases) => {
    const members = [
      member('profile', text(name)),
      member('wall', text(clock.now())),
      member('monotonic', text(clock.monotonic())),
    ];
    for (const part of parts)
      members.push(member(part, await partOf(part, databases, tabs, withRaw)));
    return `{${members.join()}}`;
  });
}

async function partOf(
  part: Part,
  databases: Databases,
  tabs: readonly Tab[],
  withRaw: boolean,
): Promise<string> {
  if (part === 'outbox') return outbox(databases.get(OUTBOX), withRaw);
  if (part === 'accounts') return accounts(databases.get(ACCOUNT));
  if (part === 'registers') return registers(databases);
  return text(part === 'pages' ? tabs.map(page) : others(databases));
}

function outbox(raw: RawDatabase | undefined, withRaw: boolean): string {
  const fact = withRaw ? factText : bareFactText;
  return `{${[
    member('devices', list(raw, 'devices', rowText)),
    member('facts', list(raw, 'facts', fact)),
    member('receipts', list(raw, 'receipts', rowText)),
    member('photos', list(raw, 'photos', photoText)),
  ].join()}}`;
}

function accounts(raw: RawDatabase | undefined): string {
  const current = [...records(raw, 'current')][0]?.value ?? null;
  return `{${[
    member('current', text(current)),
    member('accounts', list(raw, 'accounts', rowText)),
    member('contacts', list(raw, 'contacts', rowText)),
  ].join()}}`;
}

async function registers(databases: Databases): Promise<string> {
  const found: string[] = [];
  for (const [name, raw] of [...databases].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [, schoolId, personId] = MASTER.exec(name) ?? [];
    if (schoolId === undefined || personId === undefined) continue;
    found.push(await register(raw, schoolId, personId, databases.get(OUTBOX)));
  }
  return `[${found.join()}]`;
}

async function register(
  raw: RawDatabase,
  schoolId: string,
  personId: string,
  outboxRaw: RawDatabase | undefined,
): Promise<string> {
  const metas = new Map([...records(raw, 'meta')].map(({ key, value }) => [key, value]));
  const meta = (metas.get('current') ?? null) as MasterMeta | null;
  const overlays =
    meta === null || outboxRaw === undefined
      ? { conditions: [] }
      : await readOverlays(committedOutbox(outboxRaw), schoolId, personId, meta.rev);
  return text({
    school_id: schoolId,
    person_id: personId,
    meta,
    staging: (metas.get('staging') ?? null) as Staging | null,
    lease: metas.get('lease') ?? null,
    rows: rowsOf(raw, meta?.generation ?? null),
    overlays: Object.fromEntries(overlays.conditions),
  });
}

function rowsOf(raw: RawDatabase, generation: number | null): Record<string, unknown[]> {
  const rows: Record<string, unknown[]> = Object.fromEntries(
    Object.keys(COLUMNS).map((table) => [table, []]),
  );
  const whole: unknown[][] = [];
  for (const { key, value } of [...records(raw, 'lists'), ...records(raw, 'pages')]) {
    const [from, table] = key as [number, string | number];
    if (from !== generation) continue;
    if (String(table).startsWith('sheet/')) whole.push(...(value as []));
    else rows[typeof table === 'string' ? table : 'asset']?.push(...(value as []));
  }
  rows.count_sheet = sheetsOf((rows.count_sheet ?? []) as unknown[][], whole);
  for (const all of Object.values(rows)) all.sort(byId);
  return rows;
}

/** As the list begins them and their own rows end them; one without the other is too short. */
function sheetsOf(heads: readonly unknown[][], whole: readonly unknown[][]): unknown[][] {
  const rest = new Map(whole.map((row) => [row[0], row]));
  const listed = heads.map((head) => [...head, ...(rest.get(head[0])?.slice(head.length) ?? [])]);
  const unlisted = whole.filter(([id]) => !heads.some((head) => head[0] === id));
  return [...listed, ...unlisted.map(([id]) => [id])];
}

function byId(a: unknown, b: unknown): number {
  return String((a as [string])[0]) < String((b as [string])[0]) ? -1 : 1;
}

function page({ name, frozen, phone, pending }: Tab): object {
  const account = phone.account.get()?.person.id ?? null;
  return { page: name, frozen, account, status: phone.status.get(), pending: [...pending] };
}

function others(databases: Databases): object {
  const rest = [...databases.values()].filter(
    ({ name }) => name !== OUTBOX && name !== ACCOUNT && !MASTER.test(name),
  );
  return Object.fromEntries(rest.map((raw) => [raw.name, stores(raw)]));
}

function stores(raw: RawDatabase): object {
  const names = [...raw.rawObjectStores.keys()];
  return Object.fromEntries(
    names.map((name) => [name, [...records(raw, name)].map(({ key, value }) => [key, value])]),
  );
}

function records(raw: RawDatabase | undefined, store: string) {
  return raw?.rawObjectStores.get(store)?.records.values() ?? [];
}

function list(raw: RawDatabase | undefined, store: string, as: (row: object) => string): string {
  return `[${[...records(raw, store)].map(({ value }) => as(value as object)).join()}]`;
}

function member(name: string, json: string): string {
  return `${JSON.stringify(name)}:${json}`;
}

function text(value: unknown): string {
  return JSON.stringify(encoded(value));
}

/** A stored row is never changed, only replaced: its text is made once. */
function once(make: (row: object) => string): (row: object) => string {
  const made = new WeakMap<object, string>();
  return (row) => {
    const known = made.get(row) ?? make(row);
    made.set(row, known);
    return known;
  };
}

const rowText = once(text);
const bareFactText = once((row) => {
  const { raw, ...fact } = row as FactRow;
  return text({ ...fact, raw_sha256: sha256(raw).toString('hex') });
});
const factText = once((row) => {
  const { raw } = row as FactRow;
  return `${bareFactText(row).slice(0, -1)},${member('raw', text(Buffer.from(raw).toString()))}}`;
});
const photoText = once((row) => {
  const { bytes, ...photo } = row as PhotoRow;
  const bytes_sha256 = sha256(bytes).toString('hex');
  return text({ ...photo, length: bytes.byteLength, bytes_sha256 });
});
