/** What the server said about a fact. `retry` is no custody: the phone alone still holds it. */
export type ReceiptStatus = 'applied' | 'duplicate' | 'held' | 'dismissed' | 'retry';

/**
 * Who holds a record and how completely:
 * `phone_only` 已存本机 · `received` 已收到 (no photos named yet stored) · `photos` 照片 n/m ·
 * `complete` 完成 · `held` kept whole by the server for an administrator · `dismissed` an administrator
 * has put it aside; `reason` is in his own words.
 */
export type Custody =
  | { readonly state: 'phone_only' }
  | { readonly state: 'received' }
  | { readonly state: 'photos'; readonly done: number; readonly total: number }
  | { readonly state: 'complete' }
  | { readonly state: 'held' | 'dismissed'; readonly reason: string | null };

export interface ReceiptFacts {
  readonly status: ReceiptStatus;
  readonly rev: number | null;
  readonly reason: string | null;
  readonly photos_done: number;
}

/** Whether the server has taken the fact: applied, held or put aside. */
export function isTaken(receipt: ReceiptFacts | undefined): boolean {
  return receipt !== undefined && receipt.status !== 'retry';
}

/** The custody of a record with `photoCount` photos. */
export function custodyOf(receipt: ReceiptFacts | undefined, photoCount: number): Custody {
  if (receipt === undefined || receipt.status === 'retry') return { state: 'phone_only' };
  const { status, reason } = receipt;
  if (status === 'held' || status === 'dismissed') return { state: status, reason };
  if (receipt.photos_done >= photoCount) return { state: 'complete' };
  if (receipt.photos_done === 0) return { state: 'received' };
  return { state: 'photos', done: receipt.photos_done, total: photoCount };
}

/**
 * Whether the pulled register already shows the fact, or what it shows instead of one that was put
 * aside: only then does its overlay go. A held fact is never shown by the register.
 */
export function isCovered(receipt: ReceiptFacts | undefined, pulledRev: number): boolean {
  if (receipt === undefined || receipt.rev === null) return false;
  return receipt.status !== 'held' && receipt.status !== 'retry' && receipt.rev <= pulledRev;
}

/**
 * Whether the phone may forget a sent fact and its photos: a verified backup of the server covers
 * its receipt and every photo is there. Without an announced backup nothing may go.
 */
export function mayPurge(
  receipt: ReceiptFacts | undefined,
  photoCount: number,
  backedUpRev: number | null,
): boolean {
  if (backedUpRev === null || receipt === undefined) return false;
  return isCovered(receipt, backedUpRev) && receipt.photos_done >= photoCount;
}
