import type { SyncStatus } from '../../sync';
import { Button } from '../../ui/Button';
import { List } from '../../ui/List';
import { problemText, t } from '../../ui/messages';
import { Empty, Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { timeText } from '../../ui/time';
import { useLoaded } from '../../ui/useLoaded';
import { useValue } from '../../ui/useValue';
import { allowMobileData, photosAllowed } from './mobileData';
import { RecordRow } from './RecordRow';
import type { Screen } from './screen';

const SHOWN = 500;

function State({ status }: { status: SyncStatus }) {
  const { last_success, next_try, error, phase } = status;
  const now = Date.now();
  return (
    <div class="stack" aria-live="polite">
      <p>
        {last_success
          ? t('waiting.last', { time: timeText(last_success, now) })
          : t('waiting.never')}
      </p>
      {error && phase !== 'running' && <Notice kind="warn">{problemText(error)}</Notice>}
      {next_try !== null && phase === 'waiting' && (
        <p class="soft">{t('waiting.next', { time: timeText(next_try, now) })}</p>
      )}
      {(error === 'sign_in_needed' || error === 'signed_in_as_other') && (
        <Button kind="main" wide href="/app/sign-in">
          {t('signIn.go')}
        </Button>
      )}
    </div>
  );
}

function MobileData({ phone }: Pick<Screen, 'phone'>) {
  const use = () => {
    allowMobileData();
    void phone.sync('button');
  };
  return (
    <div class="card stack">
      <p>{t('waiting.wifi')}</p>
      <Button wide onClick={use}>
        {t('waiting.mobile')}
      </Button>
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
      <State status={status} />
      {status.waiting.photos > 0 && !photosAllowed() && <MobileData phone={phone} />}
      <p class="soft">{t('waiting.kept')}</p>
      {records?.length === 0 && <Empty>{t('waiting.none')}</Empty>}
      {records && records.length > 0 && (
        <List
          items={records}
          keyOf={(entry) => entry.id}
          row={(entry) => <RecordRow entry={entry} />}
        />
      )}
    </Page>
  );
}
