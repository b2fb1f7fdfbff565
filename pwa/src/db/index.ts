/**
 * The phone's storage. Screens read through `Register` and `RecordEntry`; they write only through
 * `Phone.record` of sync, which fills in author, grant and time.
 */
export { isSamePerson } from './account/accounts';
export type { Account } from './account/types';
export type {
  Asset,
  Checklist,
  CountSheet,
  Kind,
  Person,
  Phrase,
  Place,
  PlaceKind,
  Route,
  SchoolYear,
  SheetHead,
  SheetState,
  Stocktake,
  Stop,
} from './columns';
export type { Draft, DraftForm, DraftNote, DraftSubject, Drafts } from './drafts/types';
export { StorageError, type StorageProblem } from './errors';
export { PlaceTree } from './master/places';
export type {
  Around,
  AssetView,
  Counts,
  MasterMeta,
  Register,
  SearchResult,
  Thing,
} from './master/types';
export type { SheetRecord, SheetRecords } from './outbox/sheetRecords';
export type {
  Capture,
  PhotoInput,
  RecordEntry,
  SavedFact,
  Summary,
  WaitingCounts,
} from './outbox/types';
