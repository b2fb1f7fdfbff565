import type { ComponentChildren } from 'preact';
import type { WaitingCounts } from '../../db';
import type { Screen } from '../../field/screen';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { Page } from '../../ui/Page';
import { useValue } from '../../ui/useValue';
import { ExportCard } from './ExportCard';
import { MobileData } from './MobileData';
import { SyncTrouble } from './SyncTrouble';
import { type Asked, useReconciliation } from './useReconciliation';
import './patrol.css';

type Look = 'wait' | 'go';

function Verdict({ look, children }: { look: Look; children: ComponentChildren }) {
  return (
    <div class={`verdict verdict-${look}`} role="status" data-verdict={look}>
      {children}
    </div>
  );
}

function waitingText({ facts, photos }: WaitingCounts): string {
  return facts > 0 ? t('end.waiting', { n: facts }) : t('end.photos', { n: photos });
}

function Answered({ asked, held }: { asked: Asked; held: number }) {
  if (asked.state === 'asking') return <Verdict look="wait">{t('end.asking')}</Verdict>;
  if (asked.state === 'failed') {
    return (
      <Verdict look="wait">
        <p>{t('end.unasked')}</p>
        <p class="verdict-note">{asked.why}</p>
      </Verdict>
    );
  }
  const { checked, missing, photos_missing } = asked.answer;
  if (missing + photos_missing > 0) {
    return <Verdict look="wait">{t('end.missing', { n: missing + photos_missing })}</Verdict>;
  }
  return (
    <Verdict look="go">
      <p>{t('end.done')}</p>
      <p class="verdict-note">{t('end.checked', { n: checked })}</p>
      {held > 0 && <p class="verdict-note">{t('end.held', { n: held })}</p>}
    </Verdict>
  );
}

/** [收工]: green only when the server has named every record and every photo as its own. */
export function EndScreen({ phone, bar }: Screen) {
  const { waiting, phase } = useValue(phone.status);
  const { asked, ask } = useReconciliation(phone);
  const left = waiting.facts + waiting.photos > 0;
  const running = phase === 'running' || (!left && asked.state === 'asking');
  const foot = (
    <Button
      kind="main"
      wide
      disabled={running}
      onClick={() => void (left ? phone.sync('button') : ask())}
    >
      {running ? t('end.busy') : left ? t('waiting.now') : t('end.again')}
    </Button>
  );
  return (
    <Page title={t('end.title')} back="/app/" bar={bar} foot={foot}>
      {left ? (
        <Verdict look="wait">{waitingText(waiting)}</Verdict>
      ) : (
        <Answered asked={asked} held={waiting.held} />
      )}
      {left && <SyncTrouble phone={phone} />}
      <MobileData phone={phone} />
      <Button wide href="/app/waiting">
        {t('end.list')}
      </Button>
      {left && phase !== 'running' && <ExportCard phone={phone} />}
    </Page>
  );
}
