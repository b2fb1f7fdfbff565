import { t } from '../../ui/messages';
import { timeText } from '../../ui/time';
import type { Known } from './knownSheet';
import type { Piece, PieceState } from './sheetView';
import { pieceTitle, saidText } from './texts';

const LOOK: Readonly<Record<PieceState, string>> = {
  found: 'tag tag-ok',
  damaged: 'tag tag-bad',
  left: 'tag',
  not_seen: 'tag',
};

function noteOf(known: Known, { said, line, state }: Piece): string {
  const [last] = said;
  if (last !== undefined) return saidText(known, last);
  if (state === 'found' && line.presighted !== null)
    return t('stocktake.presighted', { time: timeText(line.presighted, Date.now()) });
  return '';
}

type Props = {
  readonly known: Known;
  readonly piece: Piece;
  readonly onOpen: (piece: Piece) => void;
};

/** One thing of the list, and who has seen it. */
export function PieceRow({ known, piece, onOpen }: Props) {
  return (
    <button
      type="button"
      class="item"
      data-piece={piece.asset}
      data-state={piece.state}
      onClick={() => onOpen(piece)}
    >
      <span class="item-title">{pieceTitle(piece)}</span>
      <span class={LOOK[piece.state]}>{t(`stocktake.piece.${piece.state}`)}</span>
      <span class="item-note">{noteOf(known, piece)}</span>
    </button>
  );
}
