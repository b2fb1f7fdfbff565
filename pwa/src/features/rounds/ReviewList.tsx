import type { PlannedStop } from './roundPlan';
import { StopRow } from './StopRow';
import type { RoundInHand } from './useRound';

type Props = {
  readonly title: string;
  readonly look: 'bad' | 'warn';
  readonly stops: readonly PlannedStop[];
  readonly inHand: RoundInHand;
  readonly onOpen: (stop: PlannedStop) => void;
};

/** One part of the review; nothing where there is nothing. */
export function ReviewList({ title, look, stops, inHand, onOpen }: Props) {
  if (stops.length === 0) return null;
  return (
    <section class="stack">
      <h2 class={`review-${look}`}>
        {title} {stops.length}
      </h2>
      <ul class="list">
        {stops.map((stop) => (
          <li key={stop.id}>
            <StopRow stop={stop} name={inHand.names.get(stop.id)} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </section>
  );
}
