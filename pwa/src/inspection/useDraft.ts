import { useEffect, useRef, useState } from 'preact/hooks';
import type { Checklist, Draft, DraftForm, DraftSubject } from '../db';
import { newId, type Phone } from '../sync';
import { holdDraft } from '../ui/draftLock';
import { useLoaded } from '../ui/useLoaded';
import { DraftKeeper, isEmpty } from './draftKeeper';
import { BLANK } from './subject';

export type Begun = {
  readonly draft: Draft;
  readonly restored: boolean;
  /** What the draft answers, as it is now; a stop's own list is not what the thing's kind asks. */
  readonly asked?: Checklist | undefined;
};

/** A form goes on in the round it is come upon again, and found as it was found now. */
function resumed(kept: Draft, { how, code, round, scanned_at }: DraftSubject): Draft {
  return {
    ...kept,
    ...(round !== null && { round }),
    ...(scanned_at !== null && { how, code, scanned_at }),
  };
}

async function askedIn(phone: Phone, { checklist }: Draft): Promise<Checklist | undefined> {
  if (checklist === null) return undefined;
  const all = await phone.register().checklists();
  return all.find((one) => one.id === checklist.id);
}

/** What this person left unfinished at the subject, or a new draft; undefined until it is read. */
export function useBegun(phone: Phone, subject: DraftSubject, time = 0): Begun | undefined {
  const load = async (): Promise<Begun> => {
    const kept = await phone
      .drafts()
      .of(subject.thing)
      .catch(() => null);
    return kept
      ? { draft: resumed(kept, subject), restored: true, asked: await askedIn(phone, kept) }
      : { draft: { ...subject, ...BLANK, id: newId() }, restored: false };
  };
  return useLoaded(load, [subject.thing, time]).value;
}

export type OpenDraft = {
  readonly draft: Draft;
  readonly dirty: boolean;
  /** Why the phone could not keep it; nothing is lost as long as the page lives. */
  readonly failure: unknown;
  change(part: Partial<DraftForm>): void;
  /** It has been saved or discarded. */
  end(): Promise<void>;
};

/** A draft while its form is open: every change is kept, and no update takes over. */
export function useDraft(phone: Phone, begun: Draft): OpenDraft {
  const [draft, setDraft] = useState(begun);
  const [failure, setFailure] = useState<unknown>();
  const newest = useRef(begun);
  const kept = useRef<DraftKeeper>(undefined);
  kept.current ??= new DraftKeeper(phone.drafts(), setFailure);
  const keeper = kept.current;
  const dirty = !isEmpty(draft);

  useEffect(() => {
    const flush = () => void keeper.flush();
    document.addEventListener('visibilitychange', flush);
    return () => {
      document.removeEventListener('visibilitychange', flush);
      flush();
    };
  }, []);
  useEffect(() => (dirty ? holdDraft() : undefined), [dirty]);

  return {
    draft,
    dirty,
    failure,
    // A photo may be ready long after the draw that asked for it: changes go onto the newest.
    change(part) {
      newest.current = { ...newest.current, ...part };
      setDraft(newest.current);
      const typed = part.words ?? part.fields;
      if (typed === undefined) void keeper.now(newest.current);
      else keeper.soon(newest.current);
    },
    end: () => keeper.end(newest.current),
  };
}
