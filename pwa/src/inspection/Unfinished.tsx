import type { Phone } from '../sync';
import { t } from '../ui/messages';
import { useLoaded } from '../ui/useLoaded';
import './inspection.css';

/** What was begun and neither saved nor discarded: tapped, it goes on where it was left. */
export function Unfinished({ phone }: { phone: Phone }) {
  const account = phone.account.get();
  const { value = [] } = useLoaded(() => phone.drafts().all(), [account]);
  if (value.length === 0) return null;
  return (
    <ul class="list unfinished">
      {value.map(({ id, thing, name, place }) => (
        <li key={id}>
          <a class="item" href={`/app/${thing}`}>
            <span class="item-title">{t('draft.open', { name })}</span>
            <span class="item-note">{place || t('draft.goOn')}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
