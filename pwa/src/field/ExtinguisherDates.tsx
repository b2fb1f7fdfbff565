import type { AssetView, Kind } from '../db';
import { type ExtinguisherState, outlook, type Periods } from '../domain/extinguisher';
import { schoolDay } from '../domain/schoolDay';
import { t } from '../ui/messages';
import { Notice } from '../ui/Notice';

type Props = {
  readonly asset: AssetView;
  readonly kind: Kind | undefined;
};

function look(state: ExtinguisherState): string {
  if (state === 'in_order') return 'tag-ok';
  return state === 'due_soon' || state === 'scrap_soon' ? 'tag-warn' : 'tag-bad';
}

/** Null for what is no extinguisher. */
function periodsOf(kind: Kind | undefined): Periods | null {
  if (!kind) return null;
  const { first_service_years, service_every_years, scrap_years } = kind;
  return first_service_years === null || service_every_years === null || scrap_years === null
    ? null
    : { first_service_years, service_every_years, scrap_years };
}

/** When an extinguisher is to be serviced and scrapped; nothing for other things. */
export function ExtinguisherDates({ asset, kind }: Props) {
  const periods = periodsOf(kind);
  if (periods === null) return null;
  const { manufactured_on: made, serviced_on: serviced } = asset;
  const found = outlook(periods, made, serviced, schoolDay(Date.now()));
  const days: [string, string | null][] = [
    [t('extinguisher.madeOn'), made],
    [t('extinguisher.nextService'), found.next_service_on],
    [t('extinguisher.scrapOn'), found.scrap_on],
  ];
  return (
    <div class="stack" data-extinguisher={found.state}>
      <div>
        <span class={`tag ${look(found.state)}`}>{t(`extinguisher.state.${found.state}`)}</span>
      </div>
      {found.trouble !== null && (
        <Notice kind="warn">
          {t(found.trouble === 'not_given' ? 'extinguisher.readPlate' : 'extinguisher.wrongDates')}
        </Notice>
      )}
      <dl class="facts">
        {days.map(([label, day]) => day !== null && <Day key={label} label={label} day={day} />)}
      </dl>
    </div>
  );
}

function Day({ label, day }: { readonly label: string; readonly day: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{day}</dd>
    </>
  );
}
