import type { AccountStore } from '../db/account/accounts';
import { contactOf, noteContact } from '../db/account/contacts';
import type { Anchor } from '../domain/facts';

/**
 * The last server time of this page session with the moment of the monotonic clock at which it was
 * learnt. Only authenticated answers count; anybody could answer the others.
 */
export class AnchorKeeper {
  private learnt: { server_time: number; at: number } | null = null;
  private earlier: number | null = null;

  constructor(
    private readonly accounts: AccountStore,
    private readonly monotonic: () => number,
  ) {}

  /** Reads what an earlier page session knew. */
  async load(schoolId: string): Promise<void> {
    this.learnt = null;
    this.earlier = (await contactOf(this.accounts, schoolId)).last_server_time;
  }

  async note(schoolId: string, serverTime: number): Promise<void> {
    this.learnt = { server_time: serverTime, at: this.monotonic() };
    const last_server_time = serverTime;
    await noteContact(this.accounts, schoolId, (known) => ({ ...known, last_server_time }));
  }

  /** As a fact that is captured now carries it. */
  current(): Anchor | null {
    if (this.learnt !== null) {
      const age = Math.max(0, Math.round(this.monotonic() - this.learnt.at));
      return { server_time: this.learnt.server_time, age_ms: age };
    }
    return this.earlier === null ? null : { server_time: this.earlier, age_ms: null };
  }
}
