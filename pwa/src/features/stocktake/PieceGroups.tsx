import { List } from '../../ui/List';
import { t } from '../../ui/messages';
import { PieceRow } from './PieceRow';
import type { SheetInHand } from './sheetInHand';
import type { GroupView, Piece } from './sheetView';

type Props = { readonly inHand: SheetInHand; readonly onOpen: (piece: Piece) => void };

/** So many that are not seen yet are shown without a tap. */
const FEW = 12;

const RANK = { not_seen: 0, damaged: 1, found: 2, left: 3 } as const;

function Group({ view, inHand, onOpen }: Props & { readonly view: GroupView }) {
  const { group, result, pieces } = view;
  const sorted = [...pieces].sort((a, b) => RANK[a.state] - RANK[b.state]);
  const unseen = pieces.filter(({ state }) => state === 'not_seen').length;
  const done = result.counted >= result.book;
  return (
    <details class="piece-group" open={unseen > 0 && unseen <= FEW}>
      <summary>
        <span class="item-title">{group.name}</span>
        <span class={done ? 'tag tag-ok' : 'tag tag-warn'}>
          {t('stocktake.seenOf', { done: result.counted, total: result.book })}
        </span>
      </summary>
      <List
        items={sorted}
        keyOf={({ asset }) => asset}
        row={(piece) => <PieceRow known={inHand} piece={piece} onOpen={onOpen} />}
      />
    </details>
  );
}

function Single({ view, inHand, onOpen }: Props & { readonly view: GroupView }) {
  return view.pieces.map((piece) => (
    <li key={piece.asset}>
      <PieceRow known={inHand} piece={piece} onOpen={onOpen} />
    </li>
  ));
}

/** What is looked for piece by piece; things of which there is one stand beside each other. */
export function PieceGroups({ inHand, onOpen }: Props) {
  const { byPiece } = inHand.view;
  if (byPiece.length === 0) return null;
  const singles = byPiece.filter(({ pieces }) => pieces.length === 1);
  const several = byPiece.filter(({ pieces }) => pieces.length > 1);
  return (
    <section class="stack">
      <h2>{t('stocktake.byPiece')}</h2>
      {several.map((view) => (
        <Group key={view.group.key} {...{ view, inHand, onOpen }} />
      ))}
      {singles.length > 0 && (
        <ul class="list">
          {singles.map((view) => (
            <Single key={view.group.key} {...{ view, inHand, onOpen }} />
          ))}
        </ul>
      )}
    </section>
  );
}
