import type { AssetView, Kind } from '../db';
import { t } from '../ui/messages';
import { timeText } from '../ui/time';
import { ExtinguisherDates } from './ExtinguisherDates';

type Props = {
  readonly asset: AssetView;
  readonly kinds: readonly Kind[];
};

/** At a fixed position: when the bottle that stands there was last checked, and its dates. */
export function PositionBottle({ asset, kinds }: Props) {
  const { last_at, last_condition, last_result } = asset;
  const result =
    last_result === 'ok' || last_condition === null
      ? t('result.ok')
      : t(`condition.${last_condition}`);
  return (
    <div class="stack position-bottle">
      <p class="soft">
        {t('thing.last')}{' '}
        {last_at === null ? t('thing.lastNone') : `${result} · ${timeText(last_at, Date.now())}`}
      </p>
      <ExtinguisherDates asset={asset} kind={kinds.find((kind) => kind.id === asset.kind)} />
    </div>
  );
}
