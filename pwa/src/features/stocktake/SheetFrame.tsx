import type { ComponentChildren } from 'preact';
import type { Screen } from '../../field/screen';
import { t } from '../../ui/messages';
import { Empty } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import type { SheetInHand } from './sheetInHand';
import { useSheet } from './useSheet';

type Props = Screen & {
  readonly sheetId: string;
  /** What was begun on it, when this phone has no such sheet any more. */
  readonly leftover: ComponentChildren;
  readonly children: (inHand: SheetInHand) => ComponentChildren;
};

/** Reads the sheet that an address names; says so when this phone has none. */
export function SheetFrame({ phone, bar, sheetId, leftover, children }: Props) {
  const inHand = useSheet(phone, sheetId);
  if (inHand) return <>{children(inHand)}</>;
  return (
    <Page title={t('stocktake.title')} back="/app/stocktake" bar={bar}>
      {inHand === null ? (
        <>
          <Empty>{t('stocktake.gone')}</Empty>
          {leftover}
        </>
      ) : (
        <p aria-live="polite">{t('app.loading')}</p>
      )}
    </Page>
  );
}
