import { t } from '../../ui/messages';
import type { GroupView } from './sheetView';
import { differenceText } from './texts';

type Props = { readonly view: GroupView; readonly onOpen: (view: GroupView) => void };

function Tags({ result }: GroupView) {
  const { how, counted, book, damaged } = result;
  if (how === 'nothing') return <span class="tag tag-warn">{t('stocktake.notCounted')}</span>;
  const off = counted - book;
  return (
    <>
      {how === 'pieces' ? (
        <span class="tag tag-warn">{t('stocktake.scanned', { n: counted })}</span>
      ) : (
        <span class={off === 0 ? 'tag tag-ok' : 'tag tag-bad'}>{differenceText(off)}</span>
      )}
      {damaged > 0 && <span class="tag tag-bad">{t('stocktake.is.damaged', { n: damaged })}</span>}
    </>
  );
}

/** What is counted by number: 「课桌 应有 48 实有 48」. */
export function GroupRow({ view, onOpen }: Props) {
  const { group, result, proposal } = view;
  const { book, counted, how } = result;
  const isDecided = how === 'count' || how === 'total';
  const unit = group.unit ?? '';
  return (
    <button type="button" class="item" data-group={group.key} onClick={() => onOpen(view)}>
      <span class="item-title">{group.name}</span>
      <Tags {...view} />
      <span class="item-note count-line">
        {t('stocktake.expected', { n: book, unit })}
        {'　'}
        {t('stocktake.actual')} <b class="count-box">{isDecided ? counted : ' '}</b>
      </span>
      {proposal && (
        <span class="item-note">
          {t('stocktake.pupil', { good: proposal.good, damaged: proposal.damaged })}
        </span>
      )}
    </button>
  );
}
