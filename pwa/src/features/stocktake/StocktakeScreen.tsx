import type { Screen } from '../../field/screen';
import { Leftover } from '../../inspection/Leftover';
import { t } from '../../ui/messages';
import { Empty } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { CountScanScreen } from './CountScanScreen';
import { SheetFrame } from './SheetFrame';
import { SheetScreen } from './SheetScreen';
import { SheetsScreen } from './SheetsScreen';
import { SigningScreen } from './SigningScreen';
import { begunOf } from './sheetHref';
import './stocktake.css';

type Props = Screen & {
  /** "" for the list of rooms. */
  readonly sheet: string;
  readonly part: string;
  readonly query: string;
};

/** The count: the list of rooms, a room, its scanning and its signing. */
export function StocktakeScreen({ sheet, part, query, ...screen }: Props) {
  if (sheet === '') return <SheetsScreen {...screen} />;
  if (!['', 'scan', 'review'].includes(part)) {
    return (
      <Page title={t('stocktake.title')} back="/app/stocktake" bar={screen.bar}>
        <Empty>{t('app.notFound')}</Empty>
      </Page>
    );
  }
  // What was begun is named by its place in the app.
  const thing = `${['stocktake', sheet, part].filter(Boolean).join('/')}${query}`;
  const leftover = (
    <Leftover phone={screen.phone} thing={thing} onKept={() => screen.go('/app/stocktake', true)} />
  );
  return (
    <SheetFrame {...screen} sheetId={sheet} leftover={leftover}>
      {(inHand) => {
        if (part === 'scan') return <CountScanScreen {...screen} inHand={inHand} />;
        if (part === 'review') return <SigningScreen {...screen} inHand={inHand} />;
        return <SheetScreen {...screen} inHand={inHand} begun={begunOf(query)} />;
      }}
    </SheetFrame>
  );
}
