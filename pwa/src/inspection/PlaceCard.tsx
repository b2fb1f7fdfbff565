import type { PlaceView } from '../field/thing';
import { groupCode } from '../scan/code';
import { Button } from '../ui/Button';
import { t } from '../ui/messages';
import { FactRows } from './FactRows';
import { checklistText } from './itemWords';

type Props = {
  readonly view: PlaceView;
  /** A round goes on where it is; elsewhere the things of the place are one tap away. */
  readonly inRound: boolean;
};

/** Where the place is and what it is asked: enough to be sure that this is the one. */
export function PlaceCard({ view, inRound }: Props) {
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
      {!inRound && (
        <Button wide href={`/app/find?place=${here.id}`}>
          {t('thing.inside')}
        </Button>
      )}
    </div>
  );
}
