import { BigChoice } from '../../ui/BigChoice';
import { chooseLanguage, language, t } from '../../ui/messages';

export function LanguageChoice() {
  return (
    <BigChoice
      inline
      legend={t('settings.language')}
      value={language()}
      onChange={(name) => void chooseLanguage(name)}
      options={[
        { value: 'zh', label: t('settings.zh') },
        { value: 'en', label: t('settings.en') },
      ]}
    />
  );
}
