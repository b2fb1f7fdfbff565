import type { ComponentChildren } from 'preact';
import { mayRecord } from '../../field/may';
import { RecordRow } from '../../field/RecordRow';
import type { Screen } from '../../field/screen';
import { Unfinished } from '../../inspection/Unfinished';
import { Button } from '../../ui/Button';
import { problemText, t } from '../../ui/messages';
import { Empty, Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { useLoaded } from '../../ui/useLoaded';
import { useValue } from '../../ui/useValue';
import './patrol.css';

const RECENT = 5;

/** What is stored under a numeric address is lost when the address changes. */
function isNumericAddress(host: string): boolean {
  return /^[\d.]+$|^\[/.test(host) && !host.startsWith('127.');
}

function ScanMark() {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2.4"
      aria-hidden="true"
    >
      <path d="M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M7 12h10" stroke-linecap="round" />
    </svg>
  );
}

function Recent({ phone }: Pick<Screen, 'phone'>) {
  const { waiting, last_success } = useValue(phone.status);
  const { value } = useLoaded(() => phone.records(RECENT), [JSON.stringify(waiting), last_success]);
  if (!value) return null;
  if (value.length === 0) return <Empty>{t('home.none')}</Empty>;
  return (
    <section class="stack">
      <h2>{t('home.recent')}</h2>
      <ul class="list">
        {value.map((entry) => (
          <li key={entry.id}>
            <RecordRow entry={entry} />
          </li>
        ))}
      </ul>
    </section>
  );
}

type Props = Screen & {
  /** What waits to be done, which other features show. */
  readonly children: ComponentChildren;
};

export function HomeScreen({ phone, bar, children }: Props) {
  const account = useValue(phone.account);
  const status = useValue(phone.status);
  const foot = (
    <>
      <div class="home-links">
        <Button href="/app/find">{t('home.find')}</Button>
        <Button href="/app/end">{t('home.end')}</Button>
        <Button href="/app/settings">{t('home.settings')}</Button>
      </div>
      <div class="home-scan">
        <Button kind="main" wide href="/app/scan">
          <ScanMark />
          {t('home.scan')}
        </Button>
      </div>
    </>
  );
  return (
    <Page title={account?.school.name ?? t('app.name')} bar={bar} foot={foot}>
      {account && (
        <div class="home-person">
          <p>{t('home.greeting', { name: account.person.name })}</p>
          <div class="home-small">
            <Button kind="quiet" href="/app/labels">
              {t('home.labels')}
            </Button>
            <Button kind="quiet" href="/app/people">
              {t('home.people')}
            </Button>
          </div>
        </div>
      )}
      {isNumericAddress(location.hostname) && <Notice kind="warn">{t('home.address')}</Notice>}
      {status.space_low && <Notice kind="warn">{t('home.spaceLow')}</Notice>}
      {status.phase === 'paused' && status.error !== null && (
        <Notice kind="warn">
          <p>{problemText(status.error)}</p>
          <a class="notice-link" href="/app/waiting">
            {t('home.waiting')}
          </a>
        </Notice>
      )}
      <Unfinished phone={phone} />
      {mayRecord(phone) && children}
      <Recent phone={phone} />
    </Page>
  );
}
