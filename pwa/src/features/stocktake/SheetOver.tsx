import type { Phone } from '../../sync';
import { ExtraSheet } from './ExtraSheet';
import { GroupSheet } from './GroupSheet';
import { LabelSheet } from './LabelSheet';
import { PieceSheet } from './PieceSheet';
import type { SheetInHand } from './sheetInHand';
import { pieceIn } from './sheetView';
import { TotalSheet } from './TotalSheet';
import { UnlabelledSheet } from './UnlabelledSheet';

/** What lies over a room's screen. */
export type Shown =
  | { readonly over: 'group'; readonly group: string }
  | { readonly over: 'piece'; readonly asset: string; readonly damaged?: boolean }
  | { readonly over: 'extra'; readonly id: string }
  | { readonly over: 'unlabelled'; readonly begun?: boolean }
  /** A form about a label that is no thing here was begun. */
  | { readonly over: 'label'; readonly label: string }
  | { readonly over: 'total' };

type Props = {
  readonly phone: Phone;
  readonly inHand: SheetInHand;
  readonly shown: Shown;
  readonly show: (shown: Shown) => void;
  readonly onSaved: () => void;
  readonly onClose: () => void;
};

/** Each is looked up anew: what was said or taken back meanwhile is in it. */
export function SheetOver({ phone, inHand, shown, show, onSaved, onClose }: Props) {
  const { view } = inHand;
  const shared = { phone, inHand, onSaved, onClose };
  switch (shown.over) {
    case 'group': {
      const found = view.numbered.find(({ group }) => group.key === shown.group);
      return found ? <GroupSheet {...shared} view={found} /> : null;
    }
    case 'piece': {
      const piece = pieceIn(view, shown.asset);
      return piece ? (
        <PieceSheet {...shared} piece={piece} damaged={shown.damaged ?? false} />
      ) : null;
    }
    case 'extra': {
      const extra = view.extras.find(({ sighting }) => sighting.id === shown.id);
      return extra ? <ExtraSheet {...{ phone, inHand, extra, onClose }} /> : null;
    }
    case 'unlabelled':
      return (
        <UnlabelledSheet
          {...shared}
          begun={shown.begun ?? false}
          onPiece={({ asset }) => show({ over: 'piece', asset })}
        />
      );
    case 'label':
      return <LabelSheet {...shared} seen={{ text: shown.label, how: 'typed' }} begun />;
    case 'total':
      return <TotalSheet {...shared} />;
  }
}
