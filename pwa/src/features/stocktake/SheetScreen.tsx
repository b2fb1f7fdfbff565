import { useState } from 'preact/hooks';
import { mayRecord } from '../../field/may';
import type { Screen } from '../../field/screen';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { Page } from '../../ui/Page';
import { Progress } from '../../ui/Progress';
import { say } from '../../ui/Toast';
import { Extras } from './Extras';
import { GroupRow } from './GroupRow';
import { PieceGroups } from './PieceGroups';
import { SheetOver, type Shown } from './SheetOver';
import { StateTag } from './SheetRow';
import { StandNotice } from './StandNotice';
import { type Begun, sheetHref } from './sheetHref';
import type { SheetInHand } from './sheetInHand';
import { TotalsSaid } from './TotalsSaid';
import { roomName, whereabouts } from './texts';

type Props = Screen & {
  readonly inHand: SheetInHand;
  /** A form of it was begun and is gone on with. */
  readonly begun: Begun;
};

function shownOf(begun: Begun): Shown | undefined {
  if (begun === null) return undefined;
  if (begun.form === 'group') return { over: 'group', group: begun.group };
  if (begun.form === 'piece') return { over: 'piece', asset: begun.asset, damaged: true };
  return begun.label === ''
    ? { over: 'unlabelled', begun: true }
    : { over: 'label', label: begun.label };
}

function Head({ inHand }: Pick<Props, 'inHand'>) {
  const { sheet, stocktake, state } = inHand;
  const about = [sheet.class_name, whereabouts(sheet), stocktake?.name];
  return (
    <div class="sheet-head">
      <p class="soft">
        {about.filter(Boolean).join(' · ')} <StateTag state={state} />
      </p>
      {stocktake && (
        <p class="soft">
          {t('stocktake.baseline', { day: stocktake.baseline_on })}
          <br />
          {t('stocktake.due', { day: stocktake.due_on })}
        </p>
      )}
      {stocktake?.words && <p>{stocktake.words}</p>}
    </div>
  );
}

function Foot({ inHand, onTotal }: Pick<Props, 'inHand'> & { readonly onTotal: () => void }) {
  const { sheet, view } = inHand;
  const ready = view.seen >= view.expected;
  return (
    <>
      <Button kind={ready ? 'plain' : 'main'} wide href={sheetHref(sheet.id, 'scan')}>
        {t('home.scan')}
      </Button>
      <div class="row">
        <Button onClick={onTotal}>{t('stocktake.allOk')}</Button>
        <Button kind={ready ? 'main' : 'plain'} href={sheetHref(sheet.id, 'review')}>
          {t('stocktake.review')}
        </Button>
      </div>
    </>
  );
}

/** One room: what there should be, what was seen and counted, and by whom. */
export function SheetScreen({ inHand, begun, phone, go, bar }: Props) {
  const [shown, show] = useState(() => shownOf(begun));
  const { sheet, view, over } = inHand;
  const close = () => {
    show(undefined);
    if (begun !== null) go(sheetHref(sheet.id), true);
  };
  const saved = () => {
    say(t('scan.saved'));
    close();
  };
  const open = mayRecord(phone) && !over;
  const foot = open && <Foot inHand={inHand} onTotal={() => show({ over: 'total' })} />;
  const { expected, seen } = view;
  const left = Math.max(expected - seen, 0);
  return (
    <Page title={roomName(sheet)} back="/app/stocktake" bar={bar} foot={foot} tallFoot>
      <Head inHand={inHand} />
      <StandNotice inHand={inHand} />
      <Progress
        label={t('stocktake.progress', { total: expected, done: seen, left })}
        done={Math.min(seen, expected)}
        total={expected}
      />
      {view.numbered.length > 0 && (
        <section class="stack">
          <h2>{t('stocktake.byNumber')}</h2>
          <ul class="list">
            {view.numbered.map((one) => (
              <li key={one.group.key}>
                <GroupRow view={one} onOpen={() => show({ over: 'group', group: one.group.key })} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <PieceGroups inHand={inHand} onOpen={({ asset }) => show({ over: 'piece', asset })} />
      <Extras inHand={inHand} onOpen={({ sighting }) => show({ over: 'extra', id: sighting.id })} />
      <TotalsSaid phone={phone} inHand={inHand} />
      {open && (
        <Button wide onClick={() => show({ over: 'unlabelled' })}>
          {t('stocktake.unlabelled')}
        </Button>
      )}
      {shown && <SheetOver {...{ phone, inHand, shown, show }} onSaved={saved} onClose={close} />}
    </Page>
  );
}
