import type { CountDraft } from '../../domain/countDraft';
import { bodyOf, dependsOn, type FactDraft } from '../../domain/draft';
import {
  type Envelope,
  FACT_VERSIONS,
  type PhotoNote,
  roundText,
  type Thing,
} from '../../domain/facts';
import { stableJson } from '../../domain/stableJson';
import { sha256, utf8 } from '../bytes';
import type { Capture, CaptureContext, FactRow, PhotoInput, PhotoRow, Summary } from './types';

const NOTHING = { asset_id: null, result: null, condition: null, code: null, target: null };

export interface HashedPhoto {
  readonly note: PhotoNote;
  readonly bytes: ArrayBuffer;
}

export function hashPhotos(photos: readonly PhotoInput[]): Promise<HashedPhoto[]> {
  return Promise.all(
    photos.map(async ({ bytes, width, height, taken_at }) => ({
      note: { sha256: await sha256(bytes), bytes: bytes.byteLength, width, height, taken_at },
      bytes,
    })),
  );
}

/** The row of a fact with the bytes that will be sent, and their hash. */
export async function factRow(
  id: string,
  device: string,
  seq: number,
  capture: Capture,
  photos: readonly HashedPhoto[],
  context: CaptureContext,
): Promise<FactRow> {
  const notes = photos.map((photo) => photo.note);
  const raw = utf8(stableJson(envelope(id, device, seq, capture.draft, notes, context)));
  return {
    id,
    school_id: context.school_id,
    seq,
    author: context.author,
    author_name: context.author_name,
    type: capture.draft.type,
    observed_at: context.observed_at,
    raw,
    hash: await sha256(raw),
    summary: summaryOf(capture),
    photos: notes.map((note) => note.sha256),
  };
}

export function photoRows(fact: FactRow, photos: readonly HashedPhoto[]): PhotoRow[] {
  return photos.map(({ note, bytes }) => ({
    sha256: note.sha256,
    school_id: fact.school_id,
    fact_id: fact.id,
    bytes,
    state: 'waiting',
  }));
}

function envelope(
  id: string,
  device: string,
  seq: number,
  draft: FactDraft,
  photos: readonly PhotoNote[],
  context: CaptureContext,
): Envelope {
  return {
    id,
    device,
    seq,
    author: context.author,
    capture_grant: context.capture_grant,
    type: draft.type,
    v: FACT_VERSIONS[draft.type],
    app_build: context.app_build,
    observed_at: context.observed_at,
    anchor: context.anchor,
    page_session: context.page_session,
    depends_on: dependsOn(draft),
    body: bodyOf(draft, photos),
  };
}

function summaryOf({ draft, name, place, photos }: Capture): Summary {
  const photos_at = photos.map(({ taken_at }) => taken_at);
  const about = { name, place, ...NOTHING, ...(photos.length > 0 && { photos_at }) };
  switch (draft.type) {
    case 'inspection_recorded':
      return { ...about, ...inspectionSummary(draft) };
    case 'stop_unscanned':
      return { ...about, ...thingOf(draft), round: roundText(draft.round), why: draft.why };
    case 'round_ended':
      return { ...about, round: roundText(draft.round) };
    case 'unknown_code_kept':
      return { ...about, code: draft.text };
    case 'record_withdrawn':
      return { ...about, target: draft.target };
    case 'label_bound':
      return { ...about, ...thingOf(draft), code: draft.code };
    case 'label_requested':
      return { ...about, ...thingOf(draft), ...(draft.pile !== null && { pile: draft.pile }) };
    default:
      return { ...about, ...countSummary(draft) };
  }
}

function countSummary(draft: CountDraft) {
  const sheet = draft.sheet_id;
  if (draft.type !== 'asset_sighted') return { sheet };
  const { asset_id, code, text } = draft;
  return { sheet, asset_id, code: code ?? text };
}

function inspectionSummary(draft: Extract<FactDraft, { type: 'inspection_recorded' }>) {
  const { asset_id, place_id = null, result, condition, code, how, round, scanned_at } = draft;
  return {
    ...thingOf({ asset_id, place_id }),
    result,
    condition,
    code,
    ...(draft.fixed_on_spot === true && { fixed: true }),
    ...(round && { round: roundText(round), how }),
    ...(typeof scanned_at === 'number' && { scanned_at }),
  };
}

function thingOf({ asset_id, place_id }: Thing) {
  return { asset_id, ...(place_id !== null && { place_id }) };
}
