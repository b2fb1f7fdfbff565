import type { PlaceView } from '../field/thing';
import { groupCode } from '../scan/code';
import type { Phone } from '../sync';
import { Button } from '../ui/Button';
import { t } from '../ui/messages';
import { BottlesHere } from './BottlesHere';
import { FactRows } from './FactRows';
import { checklistText } from './itemWords';

type Props = {
  readonly phone: Phone;
  readonly view: PlaceView;
  /** A round goes on where it is; elsewhere the things of the place are one tap away. */
  readonly inRound: boolean;
};

/** Where the place is and what it is asked: enough to be sure that this is the one. */
export function PlaceCard({ phone, view, inRound }: Props) {
  const { here, place, code, checklist } = view;
  return (
    <div class="stack" data-place={here.id}>
      {place !== '' && <p class="thing-place">{place}</p>}
      <FactRows
        rows={[
          [t('thing.code'), code === null ? '' : groupCode(code)],
          [t('checklist.name'), checklistText(checklist)],
        ]}
      />
      {here.kind === 'position' && <BottlesHere phone={phone} placeId={here.id} />}
      {!inRound && (
        <Button wide href={`/app/find?place=${here.id}`}>
          {t('thing.inside')}
        </Button>
      )}
    </div>
  );
}
