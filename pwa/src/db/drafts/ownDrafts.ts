import type { ReadTx, WriteTx } from '../connection';
import type { Outbox } from '../outbox/schema';
import type { DraftKey, DraftRow, DraftSchema, DraftStore } from './schema';
import type { Draft, DraftForm, DraftNote, DraftSubject, Drafts } from './types';

const STORES = ['drafts', 'photos'] as ('drafts' | 'photos')[];

/** What a draft does not say that an app kept before there were rounds. */
const OLDER: Pick<DraftSubject, 'round' | 'scanned_at'> &
  Pick<DraftForm, 'result' | 'checklist' | 'answers' | 'level' | 'fixed_on_spot' | 'why'> = {
  round: null,
  scanned_at: null,
  result: 'abnormal',
  checklist: null,
  answers: [],
  level: 'general',
  fixed_on_spot: false,
  why: null,
};

interface Owner {
  readonly school_id: string;
  readonly person_id: string;
}

/**
 * The drafts of one person. A phone may be killed after a record was saved and before its draft
 * was dropped: a draft whose id is a record's has been finished and is never given out again.
 */
export class OwnDrafts implements Drafts {
  constructor(
    private readonly store: DraftStore,
    private readonly outbox: Outbox,
    private readonly owner: Owner,
    private readonly now: () => number,
  ) {}

  async of(thing: string): Promise<Draft | null> {
    const draft = await this.store.read(STORES, async (tx) => {
      const row = await tx.objectStore('drafts').get(this.key(thing));
      return row === undefined ? null : draftIn(tx, row);
    });
    if (draft === null || !(await this.isRecorded(draft.id))) return draft;
    await this.drop(draft);
    return null;
  }

  async all(): Promise<readonly DraftNote[]> {
    const rows = await this.store.read(STORES, (tx) =>
      tx.objectStore('drafts').getAll(IDBKeyRange.bound(this.key(''), this.key('\uffff'))),
    );
    const recorded = await Promise.all(rows.map((row) => this.isRecorded(row.id)));
    await Promise.all(rows.filter((_, at) => recorded[at]).map((row) => this.drop(row)));
    const open = rows.filter((_, at) => !recorded[at]);
    return open.sort((a, b) => b.changed_at - a.changed_at).map(noteOf);
  }

  keep(draft: Draft): Promise<void> {
    const photos = draft.photos.map((photo) => photo.taken_at);
    const row = { ...draft, ...this.owner, photos, changed_at: this.now() };
    return this.store.write(STORES, 'strict', async (tx) => {
      const former = await tx.objectStore('drafts').get(this.key(draft.thing));
      if (former !== undefined && former.id !== draft.id) await dropPhotos(tx, former.id);
      await putPhotos(tx, draft);
      await tx.objectStore('drafts').put(row);
    });
  }

  /** Another tab may have begun a new draft of the same thing: that one stays. */
  drop({ thing, id }: DraftNote): Promise<void> {
    return this.store.write(STORES, 'strict', async (tx) => {
      const row = await tx.objectStore('drafts').get(this.key(thing));
      if (row?.id !== id) return;
      await tx.objectStore('drafts').delete(this.key(thing));
      await dropPhotos(tx, id);
    });
  }

  private key(thing: string): DraftKey {
    return [this.owner.school_id, this.owner.person_id, thing];
  }

  private async isRecorded(id: string): Promise<boolean> {
    const known = await this.outbox.read(['facts'], (tx) => tx.objectStore('facts').getKey(id));
    return known !== undefined;
  }
}

function noteOf(row: DraftRow): DraftNote {
  const { id, thing, name, place, code, how, round, scanned_at } = { ...OLDER, ...row };
  return { id, thing, name, place, code, how, round, scanned_at };
}

async function draftIn(tx: ReadTx<DraftSchema>, row: DraftRow): Promise<Draft> {
  const { school_id: _, person_id: __, changed_at: ___, photos: taken, ...said } = row;
  const store = tx.objectStore('photos');
  const kept = await Promise.all(taken.map((takenAt) => store.get([row.id, takenAt])));
  const photos = kept.filter((photo) => photo !== undefined);
  return { ...OLDER, ...said, photos };
}

/** Writes those that are new and deletes those taken out of the form. */
async function putPhotos(tx: WriteTx<DraftSchema>, { id, photos }: Draft): Promise<void> {
  const store = tx.objectStore('photos');
  const stored = await store.getAllKeys(photosOf(id));
  const had = new Set(stored.map(([, takenAt]) => takenAt));
  const has = new Set(photos.map((photo) => photo.taken_at));
  const fresh = photos.filter((photo) => !had.has(photo.taken_at));
  const gone = stored.filter(([, takenAt]) => !has.has(takenAt));
  await Promise.all(fresh.map((photo) => store.put(photo, [id, photo.taken_at])));
  await Promise.all(gone.map((key) => store.delete(key)));
}

function dropPhotos(tx: WriteTx<DraftSchema>, id: string): Promise<void> {
  return tx.objectStore('photos').delete(photosOf(id));
}

function photosOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER]);
}
