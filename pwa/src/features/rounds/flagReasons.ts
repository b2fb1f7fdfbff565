import type { Flag, FlagKey } from '../../domain/evidence';
import type { FlagReason } from '../../domain/facts';

export type Reason = FlagReason['reason'];

/** What the walker has said of a flag so far. */
export type Explanation = { readonly reason: Reason; readonly words: string };

export type Explained = Readonly<Partial<Record<FlagKey, Explanation>>>;

const ANY: readonly Reason[] = ['together', 'rescanned', 'other'];

/** The reasons that can be true of each flag; 「其他」 takes words. */
export const REASONS: Readonly<Record<FlagKey, readonly Reason[]>> = {
  too_quick: ANY,
  no_dwell: ANY,
  jumps: ANY,
  not_scanned: ['rescanned', 'other'],
  stale_photo: ['other'],
  two_devices: ['other'],
};

function isEnough(said: Explanation | undefined): said is Explanation {
  return said !== undefined && (said.reason !== 'other' || said.words.trim() !== '');
}

/** The flags of which the walker has said nothing yet. */
export function unexplained(flags: readonly Flag[], explained: Explained): readonly Flag[] {
  return flags.filter(({ key }) => !isEnough(explained[key]));
}

/** What travels with the signature: of the flags as they are now. */
export function reasonsOf(flags: readonly Flag[], explained: Explained): readonly FlagReason[] {
  return flags.flatMap(({ key, stops }) => {
    const said = explained[key];
    if (!isEnough(said)) return [];
    return [{ flag: key, stops, reason: said.reason, words: said.words.trim() }];
  });
}
