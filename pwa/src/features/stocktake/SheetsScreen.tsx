import type { Screen } from '../../field/screen';
import { List } from '../../ui/List';
import { t } from '../../ui/messages';
import { Empty } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { isOpen, type ListedSheet, useListedSheets } from './listedSheets';
import { dueText, SheetRow } from './SheetRow';

type ListProps = {
  readonly title: string;
  readonly sheets: readonly ListedSheet[];
  readonly named: boolean;
};

function Sheets({ title, sheets, named }: ListProps) {
  if (sheets.length === 0) return null;
  return (
    <section class="stack">
      <h2>{title}</h2>
      <List
        items={sheets}
        keyOf={({ sheet }) => sheet.id}
        row={(one) => <SheetRow one={one} named={named} />}
      />
    </section>
  );
}

/** The one stocktake that all these rooms are counted for; undefined where there are several. */
function onlyOne(sheets: readonly ListedSheet[]): ListedSheet['stocktake'] | undefined {
  const [first, ...others] = new Map(sheets.map(({ stocktake }) => [stocktake.id, stocktake]));
  return others.length === 0 ? first?.[1] : undefined;
}

/** All rooms that this phone knows of the stocktakes that are open: one's own first. */
export function SheetsScreen({ phone, bar }: Screen) {
  const sheets = useListedSheets(phone);
  const only = onlyOne(sheets ?? []);
  const named = only === undefined;
  const isDone = !sheets?.some(isOpen);
  return (
    <Page title={t('stocktake.title')} back="/app/" bar={bar}>
      {sheets === undefined && <p aria-live="polite">{t('app.loading')}</p>}
      {sheets?.length === 0 && <Empty>{t('stocktake.none')}</Empty>}
      {only && (
        <p>
          <strong>{only.name}</strong>
          <br />
          <span class="soft">
            {t('stocktake.baseline', { day: only.baseline_on })} · {dueText(only.due_on, isDone)}
          </span>
        </p>
      )}
      <Sheets
        {...{ named, title: t('stocktake.mine') }}
        sheets={(sheets ?? []).filter(({ mine }) => mine)}
      />
      <Sheets
        {...{ named, title: t('stocktake.others') }}
        sheets={(sheets ?? []).filter(({ mine }) => !mine)}
      />
    </Page>
  );
}
