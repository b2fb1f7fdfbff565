import type { Seen, ThingView } from '../../field/thing';
import { groupCode } from '../../scan/code';
import type { Signal } from '../../scan/signal';
import type { Phone } from '../../sync';
import { t } from '../../ui/messages';
import type { Word } from '../../viewfinder/ScanView';
import type { Last } from './LastSeen';
import { recordSighting, seenWhole } from './records';
import type { Scanned } from './scanned';
import type { SheetInHand } from './sheetInHand';
import type { Extra, Piece } from './sheetView';
import { pieceTitle, saidText, sightingTitle } from './texts';

/** What lies over the scanning screen. */
export type Over =
  | { readonly over: 'type' | 'unlabelled' }
  | { readonly over: 'group'; readonly group: string }
  | { readonly over: 'piece'; readonly asset: string; readonly damaged: boolean }
  | { readonly over: 'stranger'; readonly view: ThingView; readonly seen: Seen }
  | { readonly over: 'label'; readonly seen: Seen };

/** What a scan led to: a sound, and a word over the picture or something to be asked. */
export type Met = {
  readonly signal: Signal;
  readonly word?: Word;
  readonly over?: Over;
  readonly last?: Last;
};

type Place = Extract<Scanned, { is: 'door' }>['place'];

function again(name: string, who: string): Met {
  const text = t('stocktake.scannedBefore', { name, who });
  return { signal: 'warn', word: { look: 'plain', text } };
}

function door({ sheet }: SheetInHand, { id, name }: Place): Met {
  if (id === sheet.place_id)
    return { signal: 'found', word: { look: 'plain', text: t('stocktake.doorHere', { name }) } };
  return { signal: 'warn', word: { look: 'bad', text: t('stocktake.doorOther', { name }) } };
}

function extraAgain(inHand: SheetInHand, { sighting, asset }: Extra): Met {
  return again(sightingTitle(inHand, sighting, asset), saidText(inHand, sighting));
}

/** What is on the list is ticked at once; who has seen it before is said. */
async function tick(
  phone: Phone,
  inHand: SheetInHand,
  piece: Piece,
  code: string | null,
  how: Seen['how'],
): Promise<Met> {
  const name = pieceTitle(piece);
  const [before] = piece.said;
  if (before !== undefined) return again(name, saidText(inHand, before));
  const saved = await recordSighting(phone, inHand.sheet, seenWhole(piece.asset, code, how), name);
  const last = { id: saved.id, asset: piece.asset, name };
  return { signal: 'ok', last, word: { look: 'ok', text: t('stocktake.ticked', { name }) } };
}

/** Resolves when what is to be recorded is so. Throws StorageError. */
export async function meet(
  phone: Phone,
  inHand: SheetInHand,
  found: Scanned,
  seen: Seen,
): Promise<Met> {
  switch (found.is) {
    case 'piece':
      return tick(phone, inHand, found.piece, found.code, seen.how);
    case 'group':
      return { signal: 'found', over: { over: 'group', group: found.group } };
    case 'again':
      return extraAgain(inHand, found.extra);
    case 'door':
      return door(inHand, found.place);
    case 'mistyped': {
      const text = t('scan.mistyped', { code: groupCode(found.code) });
      return { signal: 'warn', word: { look: 'bad', text } };
    }
    case 'stranger':
      return { signal: 'warn', over: { over: 'stranger', view: found.view, seen } };
    case 'unknown':
      return { signal: 'warn', over: { over: 'label', seen } };
  }
}
