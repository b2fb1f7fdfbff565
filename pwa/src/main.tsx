import type { ComponentChildren } from 'preact';
import { render } from 'preact';
import { useMemo } from 'preact/hooks';
import { isSamePerson } from './db';
import { roundText } from './domain/facts';
import { deviceName } from './features/account/deviceName';
import { startUpdates, takeOver, updateReady } from './features/account/update';
import { HomeScreen } from './features/patrol/HomeScreen';
import { photosAllowed } from './features/patrol/mobileData';
import { go, type Route, route, startRouter } from './router';
import { unlockAudio } from './scan/signal';
import { browserEnvironment, createPhone, listenToBrowser } from './sync';
import { Bar } from './ui/Bar';
import { Button } from './ui/Button';
import { lazy } from './ui/lazy';
import { showLook } from './ui/look';
import { allTexts, showLanguage, t } from './ui/messages';
import { Empty } from './ui/Notice';
import { Page } from './ui/Page';
import { say, Toast } from './ui/Toast';
import { useLoaded } from './ui/useLoaded';
import { useValue } from './ui/useValue';
import './ui/app.css';

const BUILD = __APP_BUILD__;
const NAME = deviceName(navigator.userAgent);
const phone = createPhone(browserEnvironment({ appBuild: BUILD, deviceName: NAME, photosAllowed }));

const SettingsScreen = lazy(
  async () => (await import('./features/account/SettingsScreen')).SettingsScreen,
);
const TakeAlongScreen = lazy(
  async () => (await import('./features/account/TakeAlongScreen')).TakeAlongScreen,
);
const WaitingScreen = lazy(
  async () => (await import('./features/patrol/WaitingScreen')).WaitingScreen,
);
const EndScreen = lazy(async () => (await import('./features/patrol/EndScreen')).EndScreen);
const PeopleScreen = lazy(
  async () => (await import('./features/account/PeopleScreen')).PeopleScreen,
);
const ScanScreen = lazy(async () => (await import('./features/patrol/ScanScreen')).ScanScreen);
const SignInScreen = lazy(
  async () => (await import('./features/account/SignInScreen')).SignInScreen,
);
const ThingScreen = lazy(async () => (await import('./features/patrol/ThingScreen')).ThingScreen);
const LabelsScreen = lazy(
  async () => (await import('./features/labels/LabelsScreen')).LabelsScreen,
);
const BindScreen = lazy(async () => (await import('./features/labels/BindScreen')).BindScreen);
const PileScreen = lazy(async () => (await import('./features/labels/PileScreen')).PileScreen);
const PlaceScreen = lazy(async () => (await import('./features/patrol/PlaceScreen')).PlaceScreen);
const roundLists = () => import('./features/rounds/lists');
const RoundsScreen = lazy(async () => (await roundLists()).RoundsScreen);
const RoundsToday = lazy(async () => (await roundLists()).RoundsToday);
const walk = () => import('./features/rounds/walk');
const RoundScreen = lazy(async () => (await walk()).RoundScreen);
const RoundScanScreen = lazy(async () => (await walk()).RoundScanScreen);
const ReviewScreen = lazy(async () => (await walk()).ReviewScreen);
const StocktakeScreen = lazy(
  async () => (await import('./features/stocktake/StocktakeScreen')).StocktakeScreen,
);
const SheetsWaiting = lazy(
  async () => (await import('./features/stocktake/SheetsWaiting')).SheetsWaiting,
);
const FindScreen = lazy(async () => (await import('./features/patrol/FindScreen')).FindScreen);

function Waiting() {
  const { waiting } = useValue(phone.status);
  return <Bar {...waiting} href="/app/waiting" />;
}

const shared = { phone, go, bar: <Waiting /> };

function screenAt(at: Route): ComponentChildren {
  switch (at.name) {
    case 'home':
      return (
        <HomeScreen {...shared}>
          <SheetsWaiting phone={phone} />
          <RoundsToday phone={phone} />
        </HomeScreen>
      );
    case 'sign-in':
      return <SignInScreen {...shared} onDone={() => go('/app/', true)} />;
    case 'take-along':
      return <TakeAlongScreen {...shared} />;
    case 'scan':
      return <ScanScreen {...shared} />;
    case 'thing':
      return <ThingScreen key={at.code} {...shared} by={{ code: at.code }} />;
    case 'asset':
      return <ThingScreen key={at.id} {...shared} by={{ id: at.id }} />;
    case 'place':
      return <PlaceScreen key={at.id} {...shared} id={at.id} />;
    case 'rounds':
      return <RoundsScreen {...shared} />;
    case 'round':
      return <RoundScreen key={roundText(at.round)} {...shared} {...at} />;
    case 'round-scan':
      return <RoundScanScreen {...shared} round={at.round} />;
    case 'round-review':
      return <ReviewScreen {...shared} round={at.round} />;
    case 'stocktake':
      return <StocktakeScreen key={at.sheet + at.part + at.query} {...shared} {...at} />;
    case 'find':
      return <FindScreen {...shared} place={at.place} />;
    case 'labels':
      return <LabelsScreen {...shared} />;
    case 'labels-bind':
      return <BindScreen {...shared} query={at.query} />;
    case 'labels-pile':
      return <PileScreen {...shared} query={at.query} />;
    case 'waiting':
      return <WaitingScreen {...shared} />;
    case 'end':
      return <EndScreen {...shared} />;
    case 'people':
      return <PeopleScreen {...shared} />;
    case 'settings':
      return <SettingsScreen {...shared} deviceName={NAME} build={BUILD} />;
    case 'none':
      return (
        <Page title={t('app.name')} back="/app/" bar={shared.bar}>
          <Empty>{t('app.notFound')}</Empty>
        </Page>
      );
  }
}

/** These need nothing of the school's data. */
const WITHOUT_SCHOOL = ['take-along', 'sign-in', 'waiting', 'end', 'people', 'settings'];

/**
 * Signed out, every address shows the sign-in; without the school's data, the taking along. Data
 * that cannot be read (a newer app in another tab has rebuilt it) closes no form. Each person has
 * data of their own: what the last one has taken along says nothing of the next.
 */
function Screen() {
  const account = useValue(phone.account);
  const { phase, last_success } = useValue(phone.status);
  const load = async () => ({
    account,
    taken: account !== null && (await phone.register().meta()) !== null,
  });
  const { value, failed } = useLoaded(load, [account, phase, last_success]);
  const at = route.value;
  // Every step of a sync passes here; a screen is drawn anew for its own reasons only.
  const screen = useMemo(() => screenAt(at), [at, account]);
  if (account === null) return <SignInScreen {...shared} onDone={() => undefined} />;
  const isKnown = value !== undefined && isSamePerson(value.account, account);
  if (!isKnown && failed === undefined) return null;
  const ready = value?.taken !== false || WITHOUT_SCHOOL.includes(at.name);
  return ready ? screen : <TakeAlongScreen {...shared} />;
}

async function update(): Promise<void> {
  if (!(await takeOver())) say(t('app.update_waits'));
}

function App() {
  const account = useValue(phone.account);
  return (
    <>
      {account?.school.is_demo && <aside class="demo">{t('app.demo')}</aside>}
      {updateReady.value && (
        <Button kind="quiet" wide onClick={() => void update()}>
          {t('app.update')}
        </Button>
      )}
      <Screen />
      <Toast />
    </>
  );
}

/** These lead to scanning; a screen that scans hears its scanner itself. */
const NEAR_SCANNING = ['home', 'find', 'thing', 'asset', 'place'];

/** A scanner that acts as a keyboard opens what it reads, but closes nothing that is open. */
async function hearWedge(): Promise<void> {
  const { listenForWedge } = await import('./scan/wedge');
  listenForWedge((text) => {
    const busy = document.querySelector('dialog[open], form, .form');
    if (phone.account.get() && !busy && NEAR_SCANNING.includes(route.value.name)) {
      go(`/app/thing/${encodeURIComponent(text)}`);
    }
  });
}

async function start(root: HTMLElement): Promise<void> {
  showLook();
  startRouter();
  // Browsers give sound only after a tap: a mouse's or a key's going down, a finger's going up.
  for (const tap of ['pointerdown', 'pointerup', 'keydown']) {
    document.addEventListener(tap, unlockAudio);
  }
  void startUpdates();
  await Promise.all([showLanguage(), phone.start()]);
  listenToBrowser(phone);
  void hearWedge().catch(() => undefined);
  render(<App />, root);
  // A start without network has them from the shell; a failure shows where they are needed.
  void allTexts().catch(() => undefined);
}

const root = document.getElementById('app');
if (root) void start(root);
