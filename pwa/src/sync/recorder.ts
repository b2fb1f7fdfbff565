import type { Account } from '../db/account/types';
import { StorageError } from '../db/errors';
import { withdrawalOf } from '../db/outbox/list';
import { loadFacts } from '../db/outbox/queue';
import { recordFact } from '../db/outbox/record';
import type { Outbox } from '../db/outbox/schema';
import type { About, Capture, CaptureContext, SavedFact } from '../db/outbox/types';
import type { AnchorKeeper } from './anchor';
import type { Environment } from './environment';

/** Puts into the envelope what the screen does not know: author, grant, time, page session. */
export class Recorder {
  private readonly pageSession: string;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly env: Environment,
    private readonly outbox: Outbox,
    private readonly anchor: AnchorKeeper,
  ) {
    this.pageSession = env.newId();
  }

  record(account: Account, capture: Capture): Promise<SavedFact> {
    const moment = this.momentOf(account);
    return this.inTurn(() => this.save(capture, moment));
  }

  /** A fact is withdrawn once; asking again gives the withdrawal there is. */
  withdraw(account: Account, factId: string, about?: About): Promise<SavedFact> {
    // The time is the tap's: what is read below may wait for another tab.
    const moment = this.momentOf(account);
    return this.inTurn(async () => {
      const existing = await withdrawalOf(this.outbox, factId);
      if (existing !== null) return existing;
      const [target] = await loadFacts(this.outbox, [factId]);
      const known = target?.summary ?? about;
      if (known === undefined) throw new StorageError('draft_invalid', 'target_missing');
      const { name, place } = known;
      const draft = { type: 'record_withdrawn', target: factId } as const;
      return this.save({ draft, photos: [], name, place }, moment);
    });
  }

  /** One after the other, so that numbers follow the order of the taps. */
  private inTurn(work: () => Promise<SavedFact>): Promise<SavedFact> {
    const saving = this.last.then(work);
    this.last = saving.catch(() => undefined);
    return saving;
  }

  private save(capture: Capture, moment: CaptureContext): Promise<SavedFact> {
    return recordFact(this.outbox, capture, moment, this.env.newId);
  }

  private momentOf(account: Account): CaptureContext {
    const { env } = this;
    return {
      school_id: account.school.school_id,
      author: account.person.id,
      author_name: account.person.name,
      capture_grant: account.capture_grant,
      app_build: env.appBuild,
      observed_at: env.now(),
      anchor: this.anchor.current(),
      page_session: this.pageSession,
    };
  }
}
