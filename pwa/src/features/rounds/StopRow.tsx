import { t } from '../../ui/messages';
import type { PlannedStop, StopState } from './roundPlan';
import type { StopName } from './stopNames';
import { clockText } from './windowText';

const LOOK: Record<StopState, string> = {
  left: '',
  ok: 'tag tag-ok',
  fixed: 'tag tag-warn',
  abnormal: 'tag tag-bad',
  unscanned: 'tag tag-warn',
};

/** How a stop stands, with a mark beside the colour. */
export function StopTag({ stop }: { readonly stop: PlannedStop }) {
  if (stop.state === 'left') return null;
  return <span class={LOOK[stop.state]}>{t(`round.state.${stop.state}`)}</span>;
}

function noteOf(stop: PlannedStop, name: StopName | undefined): string {
  const when = stop.at === null ? '' : clockText(stop.at);
  const missed = stop.unscanned && stop.state !== 'unscanned' ? t('round.state.unscanned') : '';
  return [name?.place, when, stop.by, missed].filter(Boolean).join(' · ');
}

type Props = {
  readonly stop: PlannedStop;
  readonly name: StopName | undefined;
  readonly onOpen?: ((stop: PlannedStop) => void) | undefined;
};

/** One stop in a list: its number, what it is, how it stands; opened by a tap where it can be. */
export function StopRow({ stop, name, onOpen }: Props) {
  const content = (
    <>
      <span class="item-title">
        {stop.n}. {name?.title ?? ''}
      </span>
      <StopTag stop={stop} />
      <span class="item-note">{noteOf(stop, name)}</span>
    </>
  );
  if (!onOpen) {
    return (
      <div class="item" data-stop={stop.id} data-state={stop.state}>
        {content}
      </div>
    );
  }
  return (
    <button
      type="button"
      class="item"
      data-stop={stop.id}
      data-state={stop.state}
      onClick={() => onOpen(stop)}
    >
      {content}
    </button>
  );
}
