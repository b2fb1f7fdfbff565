import type { Phone } from '../../sync';
import { t } from '../../ui/messages';
import { isOpen, useListedSheets } from './listedSheets';
import { dueText } from './SheetRow';

/** On the first screen: how many rooms wait to be counted; nothing where there is no stocktake. */
export function SheetsWaiting({ phone }: { readonly phone: Phone }) {
  const sheets = useListedSheets(phone);
  const [first] = sheets ?? [];
  if (sheets === undefined || first === undefined) return null;
  const own = sheets.filter(({ mine }) => mine);
  const waiting = own.filter(isOpen);
  const back = waiting.filter(
    ({ sheet: { state } }) => state === 'sent_back' || state === 'conflict',
  );
  const { name, due_on } = (waiting[0] ?? first).stocktake;
  return (
    <ul class="list">
      <li>
        <a class="item" href="/app/stocktake" data-sheets={waiting.length}>
          <span class="item-title">{t('stocktake.title')}</span>
          {back.length > 0 && (
            <span class="tag tag-bad">{t('stocktake.cameBack', { n: back.length })}</span>
          )}
          {waiting.length > 0 ? (
            <span class="tag tag-warn">{t('stocktake.waiting', { n: waiting.length })}</span>
          ) : (
            own.length > 0 && <span class="tag tag-ok">{t('stocktake.allDone')}</span>
          )}
          <span class="item-note">
            {name}
            <br />
            {dueText(due_on, waiting.length === 0)}
          </span>
        </a>
      </li>
    </ul>
  );
}
