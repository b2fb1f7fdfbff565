import { useState } from 'preact/hooks';
import type { Phone } from '../../sync';
import { Button } from '../../ui/Button';
import { errorText } from '../../ui/errorText';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { handOver } from './handOver';

/** The way out when nothing goes up: a file for the administrator to take in at the desk. */
export function ExportCard({ phone }: { readonly phone: Phone }) {
  const [busy, setBusy] = useState(false);
  const [said, say] = useState<{ readonly ok: boolean; readonly text: string }>();
  const save = async () => {
    setBusy(true);
    try {
      const unsent = await phone.exportUnsent();
      await handOver(unsent);
      say({ ok: true, text: t('export.done', { name: unsent.name }) });
    } catch (error) {
      say({ ok: false, text: errorText(error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <details class="card export">
      <summary>{t('export.title')}</summary>
      <div class="stack">
        <p>{t('export.why')}</p>
        <Button wide disabled={busy} onClick={() => void save()}>
          {busy ? t('app.loading') : t('export.go')}
        </Button>
        {said && <Notice kind={said.ok ? 'ok' : 'bad'}>{said.text}</Notice>}
      </div>
    </details>
  );
}
