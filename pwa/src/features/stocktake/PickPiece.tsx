import { useState } from 'preact/hooks';
import { Field } from '../../ui/Field';
import { List } from '../../ui/List';
import { t } from '../../ui/messages';
import { Empty } from '../../ui/Notice';
import { PieceRow } from './PieceRow';
import type { SheetInHand } from './sheetInHand';
import type { Piece } from './sheetView';
import { pieceTitle } from './texts';

type Props = { readonly inHand: SheetInHand; readonly onPick: (piece: Piece) => void };

const MANY = 8;

/** A thing of this room's list, those that nobody has seen first. */
export function PickPiece({ inHand, onPick }: Props) {
  const [query, setQuery] = useState('');
  const { byPiece, numbered } = inHand.view;
  const all = [...byPiece, ...numbered]
    .flatMap(({ pieces }) => pieces)
    .filter((piece) => piece.line.quantity === 1 && piece.state !== 'left');
  const rank = ({ said }: Piece) => (said.length === 0 ? 0 : 1);
  const found = all
    .filter((piece) => pieceTitle(piece).includes(query.trim()))
    .sort((a, b) => rank(a) - rank(b));
  return (
    <div class="stack">
      {all.length > MANY && (
        <Field kind="search" label={t('stocktake.find')} value={query} onInput={setQuery} />
      )}
      {found.length === 0 && <Empty>{t('stocktake.findNone')}</Empty>}
      <List
        items={found}
        keyOf={({ asset }) => asset}
        row={(piece) => <PieceRow known={inHand} piece={piece} onOpen={onPick} />}
      />
    </div>
  );
}
