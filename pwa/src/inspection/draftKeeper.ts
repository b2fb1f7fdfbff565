import type { Draft, DraftForm, Drafts } from '../db';

/** Fingers that rest this long have typed a word. */
const PAUSE_MS = 300;

/** Nothing is said yet, whatever was tapped to begin. */
export function isEmpty(draft: DraftForm): boolean {
  const { condition, phrases, words, photos, answers, level, fixed_on_spot, why } = draft;
  const further = Object.values(draft.fields ?? {});
  const typed = words !== '' || further.some((field) => field !== '');
  const said = phrases.length + photos.length + answers.length > 0 || typed;
  const chosen = condition !== null || why !== null || level !== 'general' || fixed_on_spot;
  return !said && !chosen;
}

/** Writes one draft down while it is filled in: one state after the other, the newest last. */
export class DraftKeeper {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private newest: Draft | null = null;
  private last: Promise<unknown> = Promise.resolve();
  private ended = false;

  /** `onKept` hears of each try whether the phone has it. */
  constructor(
    private readonly drafts: Drafts,
    private readonly onKept: (failure: unknown) => void,
  ) {}

  /** Words come letter by letter; they are written when the fingers rest. */
  soon(draft: Draft): void {
    this.newest = draft;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), PAUSE_MS);
  }

  now(draft: Draft): Promise<unknown> {
    this.newest = draft;
    return this.flush();
  }

  /** Resolves when everything handed over so far has been tried. */
  flush(): Promise<unknown> {
    clearTimeout(this.timer);
    const draft = this.newest;
    this.newest = null;
    if (draft !== null && !this.ended) {
      this.last = this.last
        .then(() => (isEmpty(draft) ? this.drafts.drop(draft) : this.drafts.keep(draft)))
        .then(() => this.onKept(undefined), this.onKept);
    }
    return this.last;
  }

  /** Saved or discarded: it is gone, and nothing that comes late brings it back. */
  async end(draft: Draft): Promise<void> {
    clearTimeout(this.timer);
    this.ended = true;
    await this.last;
    // A draft that cannot be dropped is known as finished by its record.
    await this.drafts.drop(draft).catch(() => undefined);
  }
}
