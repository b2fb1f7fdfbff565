import { useState } from 'preact/hooks';
import type { PersonHere, Phone } from '../../sync';
import { Button } from '../../ui/Button';
import { errorText } from '../../ui/errorText';
import { Field } from '../../ui/Field';
import { t } from '../../ui/messages';
import { Sheet } from '../../ui/Sheet';
import { PIN_MOST } from './pin';

type Props = {
  readonly phone: Phone;
  readonly person: PersonHere;
  readonly onDone: () => void;
  readonly onClose: () => void;
};

/** Asks a person's PIN and hands the phone over. */
export function PinSheet({ phone, person, onDone, onClose }: Props) {
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    try {
      await phone.switchTo(person.id, pin);
      onDone();
    } catch (error) {
      setPin('');
      setFailure(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Sheet title={person.name} onClose={onClose}>
      <form class="stack" onSubmit={submit}>
        <Field
          kind="pin"
          label={t('people.pin')}
          value={pin}
          onInput={setPin}
          maxLength={PIN_MOST}
          error={failure}
        />
        <Button kind="main" wide submit disabled={busy || pin === ''}>
          {t('people.enter')}
        </Button>
        <Button kind="quiet" href="/app/sign-in">
          {t('people.forgotten')}
        </Button>
      </form>
    </Sheet>
  );
}
