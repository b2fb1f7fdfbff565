import type { Place } from '../../db';
import { lookUp, type Seen, type ThingView } from '../../field/thing';
import type { Phone } from '../../sync';
import type { SheetInHand } from './sheetInHand';
import { type Extra, type Piece, pieceIn } from './sheetView';

/** What a scanned text is to the room that is counted. */
export type Scanned =
  /** On the list; `piece.said` tells whether somebody has seen it. */
  | { readonly is: 'piece'; readonly piece: Piece; readonly code: string | null }
  /** On the list as one line of several pieces: their number is asked for. */
  | { readonly is: 'group'; readonly group: string }
  /** Not on the list, and seen before. */
  | { readonly is: 'again'; readonly extra: Extra }
  /** Of the school and not on the list. */
  | { readonly is: 'stranger'; readonly view: ThingView }
  | { readonly is: 'door'; readonly place: Place }
  | { readonly is: 'unknown' }
  | { readonly is: 'mistyped'; readonly code: string };

function againIn({ view }: SheetInHand, code: string | null, text: string): Extra | undefined {
  return view.extras.find(({ sighting }) =>
    code === null ? sighting.text === text : sighting.code === code,
  );
}

/** Old stickers often say the ledger's number. */
function numbered({ view }: SheetInHand, text: string): Piece | undefined {
  const number = text.trim();
  const pieces = [...view.byPiece, ...view.numbered].flatMap((group) => group.pieces);
  const found = pieces.filter(({ line }) => line.ledger_number === number);
  return found.length === 1 ? found[0] : undefined;
}

function onList(piece: Piece, code: string | null): Scanned {
  return piece.line.quantity > 1
    ? { is: 'group', group: piece.group.key }
    : { is: 'piece', piece, code };
}

function asThing(inHand: SheetInHand, view: ThingView): Scanned {
  const { asset, code } = view;
  const piece = pieceIn(inHand.view, asset.id);
  if (piece === undefined) {
    const extra = inHand.view.extras.find((one) => one.asset === asset.id);
    return extra ? { is: 'again', extra } : { is: 'stranger', view };
  }
  return onList(piece, code);
}

/** Looks a text up in the register and on the sheet. */
export async function scanned(phone: Phone, inHand: SheetInHand, seen: Seen): Promise<Scanned> {
  const found = await lookUp(phone.register(), seen.text);
  switch (found.found) {
    case 'asset':
      return asThing(inHand, found.view);
    case 'place':
      return { is: 'door', place: found.place };
    case 'mistyped':
      return { is: 'mistyped', code: found.code };
    case 'unknown': {
      const piece = found.code === null ? numbered(inHand, seen.text) : undefined;
      if (piece) return onList(piece, null);
      const extra = againIn(inHand, found.code, seen.text);
      return extra ? { is: 'again', extra } : { is: 'unknown' };
    }
  }
}
