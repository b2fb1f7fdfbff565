import {
  currentAccount,
  isSamePerson,
  leaveAccount,
  openAccounts,
  switchKeyOf,
} from '../db/account/accounts';
import type { Account } from '../db/account/types';
import { OwnDrafts } from '../db/drafts/ownDrafts';
import { openDrafts } from '../db/drafts/schema';
import type { Drafts } from '../db/drafts/types';
import { StorageError } from '../db/errors';
import { MasterRegister } from '../db/master/register';
import { type Master, openMaster } from '../db/master/schema';
import type { Register } from '../db/master/types';
import { deviceOf } from '../db/outbox/devices';
import { listRecords, listRoundRecords } from '../db/outbox/list';
import { readOverlays } from '../db/outbox/overlay';
import { loadPhoto } from '../db/outbox/photos';
import { nextRetryAt, waitingCounts } from '../db/outbox/queue';
import { openOutbox } from '../db/outbox/schema';
import type { SheetRecords } from '../db/outbox/sheetRecords';
import type { About, Capture, RecordEntry, SavedFact } from '../db/outbox/types';
import type { FactType, RoundKey } from '../domain/facts';
import { AnchorKeeper } from './anchor';
import { Engine, NOT_OURS } from './engine';
import type { Environment } from './environment';
import { asLeader } from './leader';
import type { PersonHere, Phone, Reconciliation, Trigger, UnsentExport } from './phone';
import { SyncProblem } from './problem';
import { Recorder } from './recorder';
import type { Postponed, Run } from './run';
import { type Space, spaceOf } from './space';
import { FIRST_STATUS, type Step, Subject } from './status';

const RECORDS = 50;

/** Wires storage and sync of one page session together. Nothing happens before `start`. */
export function createPhone(env: Environment): Phone {
  return new WiredPhone(env);
}

interface Opened {
  readonly master: Master;
  readonly register: Register;
}

class WiredPhone implements Phone {
  readonly account = new Subject<Account | null>(null);
  private readonly outbox;
  private readonly accounts;
  private readonly draftStore;
  private readonly anchor;
  private readonly recorder;
  private readonly engine;
  private readonly postponed: Postponed = new Map();
  /** Names this page session among the tabs. */
  private readonly holder: string;
  private opened: Opened | null = null;
  private entering: Promise<void> = Promise.resolve();
  private reconciling: Promise<Reconciliation> | null = null;
  private reconciled: Run['reconciled'] = null;

  constructor(private readonly env: Environment) {
    this.outbox = openOutbox(env.indexedDB);
    this.accounts = openAccounts(env.indexedDB);
    this.draftStore = openDrafts(env.indexedDB);
    this.anchor = new AnchorKeeper(this.accounts, env.monotonic);
    this.recorder = new Recorder(env, this.outbox, this.anchor);
    this.holder = env.newId();
    this.engine = new Engine(env, {
      run: (enter) => this.run(enter),
      nextDue: async () => {
        const account = this.account.get();
        return account && nextRetryAt(this.outbox, account.school.school_id);
      },
    });
  }

  get status() {
    return this.engine.status;
  }

  async start(): Promise<void> {
    await this.enter(() => currentAccount(this.accounts));
    void this.sync('start');
  }

  async signIn(login: string, password: string): Promise<Account> {
    const { signIn } = await import('./signing');
    const account = await signIn(this.env, this.accounts, this.outbox, login, password);
    await this.enter(async () => account);
    void this.engine.resume();
    return account;
  }

  async signOut(): Promise<void> {
    const account = this.account.get();
    if (account === null) return;
    const switchKey = await switchKeyOf(this.accounts, account);
    await leaveAccount(this.accounts, account);
    await this.enter(async () => null);
    const { endSession } = await import('./signing');
    await endSession(this.env, account, switchKey);
  }

  async people(): Promise<readonly PersonHere[]> {
    const { peopleHere } = await import('./people');
    return peopleHere(this.accounts, this.account.get());
  }

  async setPin(pin: string): Promise<void> {
    const account = this.signedIn();
    const { choosePin } = await import('./people');
    await choosePin(this.accounts, account, pin, this.env.newId());
  }

  async switchTo(personId: string, pin: string): Promise<Account> {
    const { unlock } = await import('./people');
    const account = await unlock(this.accounts, this.account.get(), personId, pin);
    await this.enter(async () => account);
    void this.engine.resume();
    return account;
  }

  async record(capture: Capture): Promise<SavedFact> {
    const saved = await this.recorder.record(this.signedIn(), capture);
    return this.afterSave(saved);
  }

  async withdraw(factId: string, about?: About): Promise<SavedFact> {
    return this.afterSave(await this.recorder.withdraw(this.signedIn(), factId, about));
  }

  records(limit: number = RECORDS, type?: FactType): Promise<readonly RecordEntry[]> {
    return listRecords(this.outbox, this.signedIn().school.school_id, limit, type);
  }

  roundRecords(round: RoundKey): Promise<readonly RecordEntry[]> {
    return listRoundRecords(this.outbox, this.signedIn().school.school_id, round);
  }

  async roundProgress(round: RoundKey) {
    const { askProgress } = await import('./roundProgress');
    return askProgress(this.env, round);
  }

  async sheetRecords(sheetId: string): Promise<SheetRecords> {
    const { listSheetRecords } = await import('../db/outbox/sheetRecords');
    const { school } = this.signedIn();
    const meta = await this.register().meta();
    return listSheetRecords(this.outbox, school.school_id, sheetId, meta?.rev ?? 0);
  }

  async sheetHelpers(sheetId: string) {
    const { askHelpers } = await import('./countedSheets');
    return askHelpers(this.env, sheetId);
  }

  async photo(sha256: string): Promise<ArrayBuffer | null> {
    return (await loadPhoto(this.outbox, sha256))?.bytes ?? null;
  }

  register(): Register {
    return this.opening(this.signedIn()).register;
  }

  drafts(): Drafts {
    const { school, person } = this.signedIn();
    const owner = { school_id: school.school_id, person_id: person.id };
    return new OwnDrafts(this.draftStore, this.outbox, owner, this.env.now);
  }

  async exportUnsent(): Promise<UnsentExport> {
    const { exportUnsent } = await import('./exporting');
    const school = this.account.get()?.school.school_id ?? null;
    return exportUnsent(this.outbox, school, this.env.now());
  }

  async space(): Promise<Space> {
    const space = spaceOf(await this.env.freeBytes());
    if (space.is_low !== this.status.get().space_low)
      this.engine.patch({ space_low: space.is_low });
    return space;
  }

  reconcile(): Promise<Reconciliation> {
    this.reconciling ??= this.askAll().finally(() => {
      this.reconciling = null;
    });
    return this.reconciling;
  }

  sync(trigger: Trigger = 'button'): Promise<void> {
    return this.engine.trigger(trigger);
  }

  stop(): void {
    this.engine.stop();
    this.close();
    this.outbox.close();
    this.accounts.close();
    this.draftStore.close();
  }

  private signedIn(): Account {
    const account = this.account.get();
    if (account === null) throw new StorageError('not_signed_in');
    return account;
  }

  /** The saved fact is shown as waiting before anything is tried with it. */
  private async afterSave(saved: SavedFact): Promise<SavedFact> {
    await this.countWaiting();
    void this.env.settled().then(() => this.sync('saved'));
    return saved;
  }

  private async askAll(): Promise<Reconciliation> {
    let outcome: Reconciliation | null = null;
    this.reconciled = (reached) => {
      outcome = reached;
    };
    const joins = this.status.get().phase === 'running';
    await this.sync('button');
    // The run that was under way may have failed before this was asked.
    if (outcome === null && joins) await this.sync('button');
    this.reconciled = null;
    if (outcome === null) throw new SyncProblem(this.status.get().error ?? 'sync_busy');
    return outcome;
  }

  /** One after the other: a run that still reads who was here must not undo a change of person. */
  private enter(read: () => Promise<Account | null>): Promise<void> {
    const entered = this.entering.then(async () => this.enterAs(await read()));
    this.entering = entered.catch(() => undefined);
    return entered;
  }

  private async enterAs(account: Account | null): Promise<void> {
    const former = this.account.get();
    const isSame = isSamePerson(former, account);
    if (!isSame) this.close();
    if (account !== null && !isSame) await this.anchor.load(account.school.school_id);
    // Counted first: a screen that opens must not say that nothing waits before that is known.
    await this.countWaiting(account);
    if (!isEqual(former, account)) this.account.set(account);
    // Before sync may forget the records by which finished drafts are known.
    if (account !== null && !isSame)
      void this.drafts()
        .all()
        .catch(() => undefined);
  }

  private async countWaiting(account = this.account.get()): Promise<void> {
    const waiting = account
      ? await waitingCounts(this.outbox, account.school.school_id)
      : FIRST_STATUS.waiting;
    if (!isEqual(waiting, this.status.get().waiting)) this.engine.patch({ waiting });
  }

  private opening(account: Account): Opened {
    if (this.opened !== null) return this.opened;
    const schoolId = account.school.school_id;
    const master = openMaster(this.env.indexedDB, schoolId, account.person.id);
    const overlays = (rev: number) => readOverlays(this.outbox, schoolId, account.person.id, rev);
    this.opened = { master, register: new MasterRegister(master, overlays) };
    return this.opened;
  }

  private close(): void {
    this.opened?.register.close();
    this.opened = null;
  }

  /** Another tab may have signed in or out since: what is stored decides. */
  private async run(enter: (step: Step) => void): Promise<unknown> {
    // The first screen does not wait for what sync is made of.
    const { runSteps } = await import('./steps');
    await this.enter(() => currentAccount(this.accounts));
    const account = this.account.get();
    if (account === null) return NOT_OURS;
    const { env, outbox, holder } = this;
    const { master } = this.opening(account);
    const schoolId = account.school.school_id;
    await deviceOf(outbox, schoolId, env.newId);
    const freeBytes = (await this.space()).free_bytes;
    const realm = { env, outbox, schoolId, master, holder };
    const outcome = await asLeader(realm, async (leadership) => ({
      failure: await runSteps(
        {
          env,
          account,
          accounts: this.accounts,
          outbox,
          master,
          anchor: this.anchor,
          ...leadership,
          freeBytes,
          reconciled: this.reconciled,
          postponed: this.postponed,
          changed: () => this.countWaiting(),
          progress: (progress) => this.engine.patch({ progress }),
        },
        enter,
      ),
    }));
    await this.countWaiting();
    return outcome === null ? NOT_OURS : outcome.failure;
  }
}

/** Of plain data read from storage: equal values tell nobody that anything has changed. */
function isEqual(a: object | null, b: object | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
