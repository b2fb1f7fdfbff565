import type { Phone } from '../../sync';
import { GroupSheet } from './GroupSheet';
import { LabelSheet } from './LabelSheet';
import type { Over } from './meet';
import { PieceSheet } from './PieceSheet';
import { StrangerSheet } from './StrangerSheet';
import type { SheetInHand } from './sheetInHand';
import { pieceIn } from './sheetView';
import { UnlabelledSheet } from './UnlabelledSheet';

type Props = {
  readonly phone: Phone;
  readonly inHand: SheetInHand;
  readonly shown: Over;
  readonly show: (shown: Over) => void;
  readonly onForm: (open: boolean) => void;
  readonly onSaved: () => void;
  readonly onClose: () => void;
};

/** What a scan asks; each is looked up anew, for somebody may have said more of it. */
export function ScanOver({ shown, show, ...shared }: Props) {
  const { view } = shared.inHand;
  switch (shown.over) {
    case 'group': {
      const group = view.numbered.find((one) => one.group.key === shown.group);
      return group ? <GroupSheet {...shared} view={group} /> : null;
    }
    case 'piece': {
      const piece = pieceIn(view, shown.asset);
      return piece ? <PieceSheet {...shared} piece={piece} damaged={shown.damaged} /> : null;
    }
    case 'stranger':
      return <StrangerSheet {...shared} view={shown.view} how={shown.seen.how} />;
    case 'label':
      return <LabelSheet {...shared} seen={shown.seen} />;
    case 'unlabelled':
      return (
        <UnlabelledSheet
          {...shared}
          onPiece={({ asset }) => show({ over: 'piece', asset, damaged: false })}
        />
      );
    case 'type':
      return null;
  }
}
