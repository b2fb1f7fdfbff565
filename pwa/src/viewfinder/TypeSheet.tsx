import { useState } from 'preact/hooks';
import { groupCode } from '../scan/code';
import { parseLabel } from '../scan/parseLabel';
import { Button } from '../ui/Button';
import { Field } from '../ui/Field';
import { t } from '../ui/messages';
import { Sheet } from '../ui/Sheet';

type Props = { readonly onCode: (text: string) => void; readonly onClose: () => void };

/** The code typed by hand; a slip is caught by its check symbol before anything is opened. */
export function TypeSheet({ onCode, onClose }: Props) {
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  const submit = (event: Event) => {
    event.preventDefault();
    const { kind, code } = parseLabel(text);
    if (text.trim() === '') setError(t('scan.codeEmpty'));
    else if (kind === 'own') onCode(code);
    else setError(t('scan.mistyped', { code: groupCode(code || text.trim().toUpperCase()) }));
  };
  return (
    <Sheet title={t('scan.type')} onClose={onClose}>
      <form class="stack" onSubmit={submit}>
        <Field
          kind="code"
          label={t('scan.code')}
          hint={t('scan.codeHint')}
          value={text}
          onInput={setText}
          error={error}
          maxLength={60}
        />
        <Button kind="main" wide submit>
          {t('scan.codeGo')}
        </Button>
      </form>
    </Sheet>
  );
}
