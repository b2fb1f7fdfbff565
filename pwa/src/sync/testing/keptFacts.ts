import type { Envelope, PhotoNote } from '../../domain/facts';

/** A fact as the server keeps it, applied or held. */
export interface KeptFact {
  readonly hash: string;
  readonly envelope: Envelope;
  readonly status: 'applied' | 'held' | 'dismissed';
  readonly rev: number;
  readonly reason: string | null;
}

export function photosOf({ envelope }: KeptFact): string[] {
  const { photos = [] } = envelope.body as { photos?: PhotoNote[] };
  return photos.map((note) => note.sha256);
}

export function receiptOf({ status, rev, reason }: KeptFact): object {
  if (status === 'held') return { status, rev: null, reason };
  if (status === 'dismissed') return { status, rev, reason: null };
  return { status: 'duplicate', rev, reason: null };
}
