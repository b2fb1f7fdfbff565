import type { RecordEntry } from '../db';
import { heldText, t } from '../ui/messages';
import { timeText } from '../ui/time';
import { titleText, whatText } from './words';

function custodyText({ custody }: RecordEntry): string {
  if (custody.state === 'photos') return t('custody.photos', custody);
  return t(`custody.${custody.state}`);
}

const LOOK = {
  phone_only: 'warn',
  received: 'warn',
  photos: 'warn',
  complete: 'ok',
  held: 'bad',
  dismissed: 'bad',
};

/** One record: what, when, and who holds it now. */
export function RecordRow({ entry }: { entry: RecordEntry }) {
  const { custody, summary } = entry;
  const notes = [
    entry.withdrawn ? t('waiting.withdrawn') : whatText(entry),
    summary.place,
    timeText(entry.observed_at, Date.now()),
    entry.photo_count > 0 ? t('waiting.photosOf', { n: entry.photo_count }) : '',
  ];
  return (
    <div class="item" data-record={entry.id} data-custody={custody.state}>
      <span class={entry.withdrawn ? 'item-title struck' : 'item-title'}>{titleText(entry)}</span>
      <span class={`tag tag-${LOOK[custody.state]}`}>{custodyText(entry)}</span>
      <span class="item-note">{notes.filter((note) => note !== '').join(' · ')}</span>
      {custody.state === 'dismissed' && custody.reason !== null && (
        <span class="item-note">{custody.reason}</span>
      )}
      {custody.state === 'held' && custody.reason !== null && (
        <span class="item-note">{heldText(custody.reason)}</span>
      )}
    </div>
  );
}
