import { useState } from 'preact/hooks';
import type { Screen } from '../../field/screen';
import { Button } from '../../ui/Button';
import { errorText } from '../../ui/errorText';
import { Field } from '../../ui/Field';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { LanguageChoice } from './LanguageChoice';

type Props = Screen & { readonly onDone: () => void };

export function SignInScreen({ phone, bar, onDone }: Props) {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();

  const submit = async (event: Event) => {
    event.preventDefault();
    if (login.trim() === '' || password === '') return setFailure(t('signIn.empty'));
    setBusy(true);
    setFailure(undefined);
    try {
      await phone.signIn(login.trim(), password);
      onDone();
    } catch (error) {
      setFailure(errorText(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Page title={t('app.name')} bar={bar}>
      <form class="stack" onSubmit={submit}>
        <img class="mark" src="/icons/icon-192.png" alt="" width={88} height={88} />
        {phone.status.get().error === 'sign_in_needed' && (
          <Notice kind="warn">{t('signIn.needed')}</Notice>
        )}
        <Field label={t('signIn.login')} value={login} onInput={setLogin} autocomplete="username" />
        <Field
          label={t('signIn.password')}
          value={password}
          onInput={setPassword}
          kind={shown ? 'text' : 'password'}
          autocomplete="current-password"
        />
        <Button kind="quiet" onClick={() => setShown(!shown)}>
          {shown ? t('signIn.hide') : t('signIn.show')}
        </Button>
        {failure && <Notice kind="bad">{failure}</Notice>}
        <Button kind="main" wide submit disabled={busy}>
          {busy ? t('app.loading') : t('signIn.go')}
        </Button>
        <p class="soft">{t('signIn.privacy')}</p>
      </form>
      <LanguageChoice />
    </Page>
  );
}
