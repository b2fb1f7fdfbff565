import { useEffect } from 'preact/hooks';
import type { Screen } from '../../field/screen';
import { Button } from '../../ui/Button';
import { problemText, t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { Progress } from '../../ui/Progress';
import { timeText } from '../../ui/time';
import { useLoaded } from '../../ui/useLoaded';
import { useValue } from '../../ui/useValue';
import { askToKeep, LOW_MB, type StorageAnswer } from './storage';

function Kept({ answer }: { answer: StorageAnswer }) {
  const { persisted, freeMb } = answer;
  return (
    <div class="stack">
      <Notice kind={persisted ? 'ok' : 'warn'}>
        {t(persisted ? 'take.kept' : 'take.notKept')}
      </Notice>
      {freeMb !== null && <p class="soft">{t('take.free', { mb: freeMb })}</p>}
      {freeMb !== null && freeMb < LOW_MB && <Notice kind="warn">{t('take.freeLow')}</Notice>}
    </div>
  );
}

/** Takes the school along at once when it is not here yet, and says what is here. */
export function TakeAlongScreen({ phone, bar }: Screen) {
  const status = useValue(phone.status);
  const register = phone.register();
  const meta = useLoaded(() => register.meta(), [status.phase, status.last_success]).value;
  const counts = useLoaded(() => register.counts(), [meta?.stamp]).value;
  const kept = useLoaded(askToKeep, []).value;
  const running = status.phase === 'running';
  useEffect(() => {
    if (meta === null) void phone.sync('button');
  }, [meta === null]);

  const foot = meta ? (
    <Button kind="main" wide href="/app/">
      {t('take.start')}
    </Button>
  ) : undefined;
  return (
    <Page title={t('take.title')} {...(meta && { back: '/app/' })} bar={bar} foot={foot}>
      <p>{t('take.why')}</p>
      {meta && counts && (
        <div class="card stack">
          <p>{t('take.done', { assets: counts.assets, places: counts.places })}</p>
          <p class="soft">{t('take.at', { time: timeText(meta.taken_at, Date.now()) })}</p>
        </div>
      )}
      {status.progress && (
        <Progress label={t('take.progress', status.progress)} {...status.progress} />
      )}
      {running && !status.progress && <p aria-live="polite">{t('take.preparing')}</p>}
      {status.error && !running && <Notice kind="bad">{problemText(status.error)}</Notice>}
      <Button wide disabled={running} onClick={() => void phone.sync('button')}>
        {meta ? t('take.again') : t('take.go')}
      </Button>
      {kept && <Kept answer={kept} />}
    </Page>
  );
}
