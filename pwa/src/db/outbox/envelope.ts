import { bodyOf, dependsOn, type FactDraft } from '../../domain/draft';
import { type Envelope, FACT_VERSION, type PhotoNote } from '../../domain/facts';
import { stableJson } from '../../domain/stableJson';
import { sha256, utf8 } from '../bytes';
import type { Capture, CaptureContext, FactRow, PhotoInput, PhotoRow, Summary } from './types';

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
    v: FACT_VERSION,
    app_build: context.app_build,
    observed_at: context.observed_at,
    anchor: context.anchor,
    page_session: context.page_session,
    depends_on: dependsOn(draft),
    body: bodyOf(draft, photos),
  };
}

function summaryOf({ draft, name, place }: Capture): Summary {
  const inspection = draft.type === 'inspection_recorded' ? draft : null;
  return {
    asset_id: inspection?.asset_id ?? null,
    name,
    place,
    result: inspection?.result ?? null,
    condition: inspection?.condition ?? null,
    code: draft.type === 'unknown_code_kept' ? draft.text : (inspection?.code ?? null),
    target: draft.type === 'record_withdrawn' ? draft.target : null,
  };
}
