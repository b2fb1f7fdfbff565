import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { sheetHref } from './sheetHref';
import type { SheetInHand } from './sheetInHand';

/** What a signature would turn into something missing, with the way back to look for it. */
export function Unseen({ inHand }: { readonly inHand: SheetInHand }) {
  const { closed, view, sheet } = inHand;
  const missing = closed.discrepancies.filter(({ kind }) => kind === 'missing').length;
  const uncounted = view.numbered.filter(({ result }) => result.how === 'nothing');
  const names = uncounted.map(({ group }) => group.name).join(t('round.comma'));
  if (missing + uncounted.length === 0) return null;
  return (
    <Notice kind="warn">
      {missing > 0 && <p>{t('stocktake.unseenWarn', { n: missing })}</p>}
      {uncounted.length > 0 && <p>{t('stocktake.uncountedWarn', { names })}</p>}
      <a class="notice-link" href={sheetHref(sheet.id)}>
        {t('stocktake.goOn')}
      </a>
    </Notice>
  );
}
