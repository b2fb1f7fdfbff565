import type { RoundProgress, Switch } from '../../api/types';
import { sha256, utf8 } from '../../db/bytes';
import { columnAt } from '../../db/columns';
import type { Envelope, InspectionBody, LabelBoundBody, WithdrawalBody } from '../../domain/facts';
import { json, parse, problem } from './answers';
import { FakeFeed } from './fakeFeed';
import { type KeptFact, photosOf, receiptOf } from './keptFacts';

/** What a request carries besides its path and body: the person and device of the cookie. */
export interface Caller {
  person: string | null;
  device: string | null;
}

/** A session that lives at the server; its key brings the cookie back. */
interface LiveSession {
  readonly person: string;
  readonly device: string;
}

const at = (field: 'last_result' | 'last_condition' | 'last_at' | 'last_by') =>
  columnAt('asset', field);

/** The server side of docs/spec/sync-wire.md in memory: no HTTP, the same answers. */
export class FakeServer extends FakeFeed {
  readonly schoolId = '5c400000-0000-4000-8000-000000000001';
  readonly facts = new Map<string, KeptFact>();
  readonly photos = new Map<string, Uint8Array>();
  /** Hash of a photo deleted for privacy. */
  readonly deletedPhotos = new Set<string>();
  /** Ids of facts in the order of their application, one entry each time. */
  readonly applications: string[] = [];
  readonly passwords = new Map([
    ['ines', 'p-ines'],
    ['tang', 'p-tang'],
  ]);
  backedUpRev: number | null = null;
  serverTime = 1_800_000_000_000;
  /** What has arrived of rounds, by "route/day/slot". */
  readonly progress = new Map<string, RoundProgress>();
  maxFacts = 200;
  maxHave = 1000;
  /** The id of a fact that the server holds, crashes on, or finds too large. */
  readonly poison = new Map<string, 'held' | 'crash' | 'too_large'>();
  /** Switch key → session. */
  private readonly sessions = new Map<string, LiveSession>();
  async answer(
    caller: Caller,
    method: string,
    path: string,
    body: BodyInit | null,
  ): Promise<Response> {
    const url = new URL(path, 'http://school.invalid');
    const route = `${method} ${url.pathname}`;
    if (route === 'GET /api/school') return json(this.school());
    if (route === 'POST /api/session') return this.signIn(caller, parse(body));
    if (route === 'PUT /api/session/person') return this.switchTo(caller, parse(body));
    if (route === 'DELETE /api/session') return this.signOut(caller);
    if (caller.person === null) return problem(401, 'sign_in_needed');
    if (route === 'POST /api/sync/v1/session') return this.session(caller, parse(body));
    if (route === 'POST /api/sync/v1/facts') return this.takeFacts(parse(body));
    if (route === 'POST /api/sync/v1/have') return this.have(parse(body));
    if (route === 'GET /api/sync/v1/changes') return this.changes(url.searchParams);
    if (route === 'GET /api/sync/v1/snapshot') return this.snapshot(url.searchParams);
    const [, round] = route.split('GET /api/sync/v1/rounds/');
    if (round !== undefined) return json(this.progress.get(round) ?? { stops: [], endings: [] });
    const hash = url.pathname.replace('/api/sync/v1/photos/', '');
    if (method === 'HEAD') return this.hasPhoto(hash);
    return this.takePhoto(hash, body as ArrayBuffer);
  }

  private school() {
    return { school_id: this.schoolId, name: '第一小学', is_demo: false };
  }

  private person(id: string) {
    return { id, name: id, roles: ['patrol'], actions: ['record'] };
  }

  private signIn(caller: Caller, { login, password, device }: SignInBody): Response {
    if (this.passwords.get(login) !== password) return problem(401, 'sign_in_failed');
    const key = `key-${this.sessions.size + 1}`;
    this.sessions.set(key, { person: login, device: device.id });
    return this.opened(caller, key);
  }

  private switchTo(caller: Caller, { person_id, device, switch_key }: Switch): Response {
    const session = this.sessions.get(switch_key);
    const isTheirs = session?.person === person_id && session.device === device;
    return isTheirs ? this.opened(caller, switch_key) : problem(401, 'sign_in_needed');
  }

  private opened(caller: Caller, switch_key: string): Response {
    const session = this.sessions.get(switch_key);
    Object.assign(caller, session);
    const { person, device } = session ?? { person: '', device: '' };
    return json({
      person: this.person(person),
      school: this.school(),
      device_id: device,
      capture_grant: `grant:${person}:${device}`,
      switch_key,
    });
  }

  private signOut(caller: Caller): Response {
    this.endSessions(caller);
    return new Response(null, { status: 204 });
  }

  /** All sessions of the caller's person on the caller's device end, and with them the cookie. */
  endSessions(caller: Caller): void {
    for (const [key, { person, device }] of this.sessions) {
      if (person === caller.person && device === caller.device) this.sessions.delete(key);
    }
    caller.person = null;
  }

  private session(caller: Caller, body: { device: string }): Response {
    if (caller.device !== body.device) return problem(401, 'sign_in_needed');
    const person = this.person(caller.person ?? '');
    return json({
      server_time: this.serverTime,
      school_id: this.schoolId,
      epoch: this.epoch,
      scope_hash: this.scopeHash,
      rev: this.rev,
      oldest_app_build: '0',
      backed_up_rev: this.backedUpRev,
      person,
      capture_grant: `grant:${person.id}:${body.device}`,
    });
  }

  private async takeFacts({ facts }: { facts: WireFact[] }): Promise<Response> {
    const poisons = facts.map((fact) => this.poison.get(fact.id));
    if (facts.length > this.maxFacts) return problem(413, 'too_many_facts');
    if (poisons.includes('too_large')) return problem(413, 'too_large');
    if (poisons.includes('crash')) return problem(500, 'unexpected');
    const receipts = [];
    for (const fact of facts) receipts.push(await this.takeFact(fact));
    return json({ server_time: this.serverTime, receipts });
  }

  private async takeFact({ id, hash, raw }: WireFact): Promise<object> {
    if ((await sha256(utf8(raw))) !== hash) throw new Error('the hash is not of these bytes');
    const known = this.known(id, hash);
    if (known !== undefined) return { id, hash, ...receiptOf(known) };
    const envelope = JSON.parse(raw) as Envelope;
    if (this.facts.has(id)) return this.hold(hash, envelope, 'same_id_other_bytes');
    if (this.poison.get(id) === 'held') return this.hold(hash, envelope, 'body_unknown');
    const isEarly = envelope.depends_on.some(
      (other) => this.facts.get(other)?.status !== 'applied',
    );
    if (isEarly) return { id, hash, status: 'retry', rev: null, reason: 'depends_on_missing' };
    this.rev += 1;
    this.apply(envelope);
    this.facts.set(id, { hash, envelope, status: 'applied', rev: this.rev, reason: null });
    return { id, hash, status: 'applied', rev: this.rev, reason: null };
  }

  private hold(hash: string, envelope: Envelope, reason: string): object {
    this.rev += 1;
    const { id } = envelope;
    const place = this.facts.has(id) ? `${id}/${hash}` : id;
    this.facts.set(place, { hash, envelope, status: 'held', rev: this.rev, reason });
    return { id, hash, status: 'held', rev: null, reason };
  }

  /** What was held beside another of the same id lies under both. */
  private known(id: string, hash: string): KeptFact | undefined {
    const first = this.facts.get(id);
    return first?.hash === hash ? first : this.facts.get(`${id}/${hash}`);
  }

  /** The administrator repairs a held fact so that it can be applied, or puts it aside. */
  resolve(id: string, status: 'applied' | 'dismissed', reason: string | null = null): void {
    const held = this.facts.get(id);
    if (held?.status !== 'held') throw new RangeError(id);
    this.rev += 1;
    this.poison.delete(id);
    if (status === 'applied') this.apply(held.envelope);
    this.facts.set(id, { ...held, status, rev: this.rev, reason });
  }

  /** The desk takes in a line of an exported file. */
  takeIn(fact: WireFact): Promise<object> {
    return this.takeFact(fact);
  }

  /** What a backup holds of facts, photos and the counter. */
  backup(): Backup {
    return { facts: new Map(this.facts), photos: new Map(this.photos), rev: this.rev };
  }

  /** Back to a backup; the command `restore` begins a new epoch, a copied file does not. */
  restore({ facts, photos, rev }: Backup, epoch: string = this.epoch): void {
    this.facts.clear();
    for (const [id, fact] of facts) this.facts.set(id, fact);
    this.photos.clear();
    for (const [hash, bytes] of photos) this.photos.set(hash, bytes);
    this.rev = rev;
    this.epoch = epoch;
  }

  private have({ facts }: { facts: { id: string; hash: string }[] }): Response {
    if (facts.length > this.maxHave) return problem(413, 'too_many_facts');
    const { serverTime: server_time, epoch, rev } = this;
    const answers = facts.map(({ id, hash }) => ({ id, hash, ...this.had(id, hash) }));
    return json({ server_time, epoch, rev, answers });
  }

  private had(id: string, hash: string): object {
    const known = this.known(id, hash);
    const none = { rev: null, reason: null, photos_missing: [] };
    if (known === undefined)
      return { ...none, status: this.facts.has(id) ? 'different' : 'absent' };
    const { status, reason } = known;
    const photos_missing = photosOf(known).filter(
      (sha) => !this.photos.has(sha) && !this.deletedPhotos.has(sha),
    );
    return { status, rev: status === 'held' ? null : known.rev, reason, photos_missing };
  }

  private apply(envelope: Envelope): void {
    this.applications.push(envelope.id);
    if (envelope.type === 'label_bound') this.bind(envelope.body as LabelBoundBody);
    if (envelope.type === 'record_withdrawn') this.unbind(envelope.body as WithdrawalBody);
    if (envelope.type === 'inspection_recorded') this.inspect(envelope);
  }

  private inspect(envelope: Envelope): void {
    const body = envelope.body as InspectionBody;
    const former = this.rowsOf('asset').get(body.asset_id ?? '')?.row;
    if (!former) return;
    const row = [...former];
    row[1] = this.rev;
    row[at('last_result')] = body.fixed_on_spot ? 'ok' : body.result;
    row[at('last_condition')] = body.fixed_on_spot ? 'intact' : body.condition;
    row[at('last_at')] = envelope.observed_at;
    row[at('last_by')] = envelope.author;
    this.rowsOf('asset').set(former[0] as string, { rev: this.rev, row });
  }

  private bind({ code, asset_id }: LabelBoundBody): void {
    this.moveCode(code, asset_id);
  }

  private unbind({ target }: WithdrawalBody): void {
    const bound = this.facts.get(target)?.envelope;
    if (bound?.type === 'label_bound') this.moveCode((bound.body as LabelBoundBody).code, null);
  }

  private names(hash: string): boolean {
    return [...this.facts.values()].some((fact) => photosOf(fact).includes(hash));
  }

  private hasPhoto(hash: string): Response {
    if (!this.photos.has(hash)) return new Response(null, { status: 404 });
    return new Response(null, { headers: { ETag: `"${hash}"` } });
  }

  private async takePhoto(hash: string, bytes: ArrayBuffer): Promise<Response> {
    if (!this.names(hash)) return problem(404, 'photo_unnamed');
    if (this.deletedPhotos.has(hash)) return problem(410, 'photo_deleted');
    if ((await sha256(bytes)) !== hash) return problem(422, 'photo_hash_differs');
    const status = this.photos.has(hash) ? 200 : 201;
    this.photos.set(hash, new Uint8Array(bytes));
    return json({ sha256: hash, stored_sha256: hash }, status);
  }
}

export interface Backup {
  readonly facts: ReadonlyMap<string, KeptFact>;
  readonly photos: ReadonlyMap<string, Uint8Array>;
  readonly rev: number;
}

interface SignInBody {
  readonly login: string;
  readonly password: string;
  readonly device: { readonly id: string };
}

interface WireFact {
  readonly id: string;
  readonly hash: string;
  readonly raw: string;
}
