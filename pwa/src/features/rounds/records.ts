import type { PhotoInput, SavedFact, Stop } from '../../db';
import type { FlagReason, RoundKey, Signature, WhyUnscanned } from '../../domain/facts';
import type { Phone } from '../../sync';
import type { StopName } from './stopNames';

export type Unscanned = {
  /** Chosen when the form was opened: a second tap finds the first by it. */
  readonly id: string;
  readonly requestId: string;
  readonly why: WhyUnscanned;
  readonly words: string;
  readonly photos: readonly PhotoInput[];
};

/** [扫不了]; a worn label is asked for anew at once. Throws StorageError. */
export async function recordUnscanned(
  phone: Phone,
  round: RoundKey,
  { asset_id, place_id }: Stop,
  { title, place }: StopName,
  { id, requestId, why, words, photos }: Unscanned,
): Promise<void> {
  const thing = { asset_id, place_id };
  const shown = { name: title, place };
  const draft = { type: 'stop_unscanned', round, ...thing, why, words: words.trim() } as const;
  await phone.record({ id, draft, photos, ...shown });
  if (why !== 'label_worn') return;
  const request = {
    type: 'label_requested',
    ...thing,
    why: 'worn',
    pile: null,
    how: 'picked',
  } as const;
  await phone.record({ id: requestId, draft: request, photos: [], ...shown });
}

export type Ending = {
  readonly id: string;
  readonly round: RoundKey;
  readonly name: string;
  readonly companions: readonly string[];
  readonly reasons: readonly FlagReason[];
  readonly signature: Signature;
};

/** The walker's signature under the round; resolves when the phone has it durably. Throws StorageError. */
export function recordEnding(
  phone: Phone,
  { id, round, name, companions, reasons, signature }: Ending,
): Promise<SavedFact> {
  const draft = { type: 'round_ended', round, companions, reasons, signature } as const;
  return phone.record({ id, draft, photos: [], name, place: '' });
}
