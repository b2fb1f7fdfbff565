import { useState } from 'preact/hooks';
import type { Phone } from '../../sync';
import { Button } from '../../ui/Button';
import { errorText } from '../../ui/errorText';
import { Field } from '../../ui/Field';
import { t } from '../../ui/messages';
import { Sheet } from '../../ui/Sheet';
import { say } from '../../ui/Toast';
import { PIN_LEAST, PIN_MOST, pinProblem } from './pin';

type Props = { readonly phone: Phone; readonly onClose: () => void };

/** Lets the signed-in person choose a PIN, typed twice. */
export function SetPinSheet({ phone, onClose }: Props) {
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const submit = async (event: Event) => {
    event.preventDefault();
    const problem = pinProblem(pin, again);
    if (problem !== null) return setFailure(t(problem, { least: PIN_LEAST, most: PIN_MOST }));
    setBusy(true);
    try {
      await phone.setPin(pin);
      say(t('people.pinDone'));
      onClose();
    } catch (error) {
      setFailure(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Sheet title={t('people.pinSet')} onClose={onClose}>
      <form class="stack" onSubmit={submit}>
        <p class="soft">{t('people.pinWhy')}</p>
        <Field
          kind="pin"
          label={t('people.pinNew', { least: PIN_LEAST, most: PIN_MOST })}
          value={pin}
          onInput={setPin}
          maxLength={PIN_MOST}
        />
        <Field
          kind="pin"
          label={t('people.pinAgain')}
          value={again}
          onInput={setAgain}
          maxLength={PIN_MOST}
          error={failure}
        />
        <Button kind="main" wide submit disabled={busy}>
          {t('record.save')}
        </Button>
      </form>
    </Sheet>
  );
}
