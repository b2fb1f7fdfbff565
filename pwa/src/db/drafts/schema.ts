import type { DBSchema } from 'idb';
import { Connection, type Definition } from '../connection';
import type { PhotoInput } from '../outbox/types';
import type { Draft } from './types';

export type DraftKey = [school: string, person: string, thing: string];

export interface DraftRow extends Omit<Draft, 'photos'> {
  readonly school_id: string;
  readonly person_id: string;
  readonly changed_at: number;
  /** `taken_at` of its photos, in the order of the form. */
  readonly photos: readonly number[];
}

/**
 * What is not finished. The outbox is frozen and holds records only, so drafts have a database of
 * their own; photos have a store of their own, so that a word more does not write them again.
 */
export interface DraftSchema extends DBSchema {
  drafts: { key: DraftKey; value: DraftRow };
  photos: { key: [draft: string, takenAt: number]; value: PhotoInput };
}

export type DraftStore = Connection<DraftSchema>;

const DRAFTS: Definition = {
  name: 'campus-drafts',
  version: 1,
  create(db) {
    db.createObjectStore('drafts', { keyPath: ['school_id', 'person_id', 'thing'] });
    db.createObjectStore('photos');
  },
};

export function openDrafts(factory: IDBFactory): DraftStore {
  return new Connection<DraftSchema>(factory, DRAFTS);
}
