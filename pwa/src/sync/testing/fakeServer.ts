import { sha256, utf8 } from '../../db/bytes';
import { columnAt } from '../../db/columns';
import type { Envelope, InspectionBody, PhotoNote } from '../../domain/facts';
import { json, parse, problem } from './answers';
import { FakeFeed } from './fakeFeed';

/** A fact as the server keeps it, applied or held. */
export interface KeptFact {
  readonly hash: string;
  readonly envelope: Envelope;
  readonly status: 'applied' | 'held';
  readonly rev: number;
  readonly reason: string | null;
}

/** What a request carries besides its path and body: the device of the session's cookie. */
export interface Caller {
  person: string | null;
  device: string | null;
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
  maxFacts = 200;
  /** The id of a fact that the server holds, crashes on, or finds too large. */
  readonly poison = new Map<string, 'held' | 'crash' | 'too_large'>();
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
    if (route === 'DELETE /api/session') return this.signOut(caller);
    if (caller.person === null) return problem(401, 'sign_in_needed');
    if (route === 'POST /api/sync/v1/session') return this.session(caller, parse(body));
    if (route === 'POST /api/sync/v1/facts') return this.takeFacts(parse(body));
    if (route === 'GET /api/sync/v1/changes') return this.changes(url.searchParams);
    if (route === 'GET /api/sync/v1/snapshot') return this.snapshot(url.searchParams);
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
    caller.person = login;
    caller.device = device.id;
    const grant = `grant:${login}:${device.id}`;
    const person = this.person(login);
    return json({ person, school: this.school(), device_id: device.id, capture_grant: grant });
  }

  private signOut(caller: Caller): Response {
    caller.person = null;
    return new Response(null, { status: 204 });
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
    const known = this.facts.get(id);
    if (known?.status === 'held')
      return { id, hash, status: 'held', rev: null, reason: known.reason };
    if (known !== undefined) return { id, hash, status: 'duplicate', rev: known.rev, reason: null };
    const envelope = JSON.parse(raw) as Envelope;
    if (this.poison.get(id) === 'held') return this.hold(hash, envelope);
    const isEarly = envelope.depends_on.some(
      (other) => this.facts.get(other)?.status !== 'applied',
    );
    if (isEarly) return { id, hash, status: 'retry', rev: null, reason: 'depends_on_missing' };
    this.rev += 1;
    this.apply(envelope);
    this.facts.set(id, { hash, envelope, status: 'applied', rev: this.rev, reason: null });
    return { id, hash, status: 'applied', rev: this.rev, reason: null };
  }

  private hold(hash: string, envelope: Envelope): object {
    this.rev += 1;
    const { id } = envelope;
    this.facts.set(id, { hash, envelope, status: 'held', rev: this.rev, reason: 'body_unknown' });
    return { id, hash, status: 'held', rev: null, reason: 'body_unknown' };
  }

  private apply(envelope: Envelope): void {
    this.applications.push(envelope.id);
    if (envelope.type !== 'inspection_recorded') return;
    const body = envelope.body as InspectionBody;
    const former = this.rowsOf('asset').get(body.asset_id)?.row;
    if (!former) return;
    const row = [...former];
    row[1] = this.rev;
    row[at('last_result')] = body.result;
    row[at('last_condition')] = body.condition;
    row[at('last_at')] = envelope.observed_at;
    row[at('last_by')] = envelope.author;
    this.rowsOf('asset').set(body.asset_id, { rev: this.rev, row });
  }

  private names(hash: string): boolean {
    return [...this.facts.values()].some(({ envelope }) =>
      ((envelope.body as { photos?: PhotoNote[] }).photos ?? []).some(
        (note) => note.sha256 === hash,
      ),
    );
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
