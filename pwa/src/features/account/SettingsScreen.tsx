import type { Screen } from '../../field/screen';
import { BigChoice } from '../../ui/BigChoice';
import { Button } from '../../ui/Button';
import { chooseSize, chooseTheme, SIZES, size, THEMES, theme } from '../../ui/look';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { useValue } from '../../ui/useValue';
import { LanguageChoice } from './LanguageChoice';

type Props = Screen & { readonly deviceName: string; readonly build: string };

function Look() {
  return (
    <>
      <LanguageChoice />
      <BigChoice
        inline
        legend={t('settings.size')}
        value={size.value}
        onChange={chooseSize}
        options={SIZES.map((value) => ({ value, label: t(`settings.${value}`) }))}
      />
      <BigChoice
        inline
        legend={t('settings.theme')}
        value={theme.value}
        onChange={chooseTheme}
        options={THEMES.map((value) => ({ value, label: t(`settings.${value}`) }))}
      />
    </>
  );
}

export function SettingsScreen({ phone, go, bar, deviceName, build }: Props) {
  const account = useValue(phone.account);
  const leave = async () => {
    await phone.signOut();
    go('/app/', true);
  };
  return (
    <Page title={t('settings.title')} back="/app/" bar={bar}>
      <Look />
      <dl class="card facts">
        <dt>{t('settings.person')}</dt>
        <dd>{account?.person.name}</dd>
        <dt>{t('settings.school')}</dt>
        <dd>{account?.school.name}</dd>
        <dt>{t('settings.device')}</dt>
        <dd>{deviceName}</dd>
      </dl>
      <Button wide href="/app/take-along">
        {t('settings.take')}
      </Button>
      <Notice kind="warn">{t('settings.clearNote')}</Notice>
      <Button kind="bad" wide onClick={() => void leave()}>
        {t('settings.signOut')}
      </Button>
      <p class="soft">{t('settings.signOutNote')}</p>
      <p class="soft">{t('settings.version', { version: build })}</p>
    </Page>
  );
}
