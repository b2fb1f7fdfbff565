import { ExtinguisherDates } from '../field/ExtinguisherDates';
import type { ThingView } from '../field/thing';
import { kindName } from '../field/words';
import { groupCode } from '../scan/code';
import { t } from '../ui/messages';
import { Notice } from '../ui/Notice';
import { timeText } from '../ui/time';
import { FactRows } from './FactRows';
import { checklistText } from './itemWords';

function Last({ asset, lastBy }: ThingView) {
  const { last_condition, last_result, last_at, overlaid } = asset;
  if (last_at === null || last_condition === null) return <p class="soft">{t('thing.lastNone')}</p>;
  const ok = last_result === 'ok';
  const when = timeText(last_at, Date.now());
  return (
    <div>
      <span class={`tag ${ok ? 'tag-ok' : 'tag-bad'}`}>
        {ok ? `✓ ${t('result.ok')}` : `! ${t(`condition.${last_condition}`)}`}
      </span>{' '}
      <span class="soft">{[when, lastBy].filter(Boolean).join(' · ')}</span>
      {overlaid && <p class="soft">{t('thing.overlaid')}</p>}
    </div>
  );
}

/** Name, place, custodian and last condition: enough to be sure that this is the thing. */
export function AssetCard({ view }: { view: ThingView }) {
  const { asset, place, kind, code, checklist } = view;
  const rows: [string, string][] = [
    [t('thing.custodian'), asset.custodian],
    [t('thing.number'), asset.ledger_number],
    [t('thing.model'), asset.model],
    [t('thing.kind'), kind ? kindName(kind) : ''],
    [t('thing.quantity'), asset.quantity > 1 ? `${asset.quantity} ${asset.unit}` : ''],
    [t('thing.code'), code === null ? '' : groupCode(code)],
    [t('checklist.name'), checklistText(checklist)],
  ];
  return (
    <div class="stack" data-asset={asset.id}>
      {view.replaced && (
        <Notice kind="warn">
          {t('thing.replaced', { code: groupCode(asset.codes[0] ?? '') })}
        </Notice>
      )}
      <p class="thing-place">{place || t('thing.noPlace')}</p>
      <div class="card stack">
        <p class="soft thing-label">{t('thing.last')}</p>
        <Last {...view} />
      </div>
      <ExtinguisherDates asset={asset} kind={kind} />
      <FactRows rows={rows} />
    </div>
  );
}
