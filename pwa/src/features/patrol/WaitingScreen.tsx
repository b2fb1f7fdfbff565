import { RecordRow } from '../../field/RecordRow';
import type { Screen } from '../../field/screen';
import { Button } from '../../ui/Button';
import { List } from '../../ui/List';
import { t } from '../../ui/messages';
import { Empty } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { timeText } from '../../ui/time';
import { useLoaded } from '../../ui/useLoaded';
import { useValue } from '../../ui/useValue';
import { ExportCard } from './ExportCard';
import { MobileData } from './MobileData';
import { SyncTrouble } from './SyncTrouble';

const SHOWN = 500;

function State({ phone }: Pick<Screen, 'phone'>) {
  const { last_success, next_try, phase } = useValue(phone.status);
  const now = Date.now();
  return (
    <div class="stack" aria-live="polite">
      <p>
        {last_success
          ? t('waiting.last', { time: timeText(last_success, now) })
          : t('waiting.never')}
      </p>
      <SyncTrouble phone={phone} />
      {next_try !== null && phase === 'waiting' && (
        <p class="soft">{t('waiting.next', { time: timeText(next_try, now) })}</p>
      )}
    </div>
  );
}

/** Everything this phone recorded, and who holds each of it. */
export function WaitingScreen({ phone, bar }: Screen) {
  const status = useValue(phone.status);
  const inputs = [JSON.stringify(status.waiting), status.last_success, status.phase];
  const records = useLoaded(() => phone.records(SHOWN), inputs).value;
  const running = status.phase === 'running';
  const foot = (
    <Button kind="main" wide disabled={running} onClick={() => void phone.sync('button')}>
      {running ? t('waiting.busy') : t('waiting.now')}
    </Button>
  );
  return (
    <Page title={t('home.waiting')} back="/app/" bar={bar} foot={foot}>
      <State phone={phone} />
      <MobileData phone={phone} />
      <p class="soft">{t('waiting.kept')}</p>
      {records?.length === 0 && <Empty>{t('waiting.none')}</Empty>}
      {records && records.length > 0 && (
        <List
          items={records}
          keyOf={(entry) => entry.id}
          row={(entry) => <RecordRow entry={entry} />}
        />
      )}
      {status.waiting.facts + status.waiting.photos > 0 && !running && <ExportCard phone={phone} />}
    </Page>
  );
}
