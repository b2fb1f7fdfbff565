import type { Phone } from '../../sync';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { useValue } from '../../ui/useValue';
import { allowMobileData, photosAllowed } from './mobileData';

/** [用流量上传]: stands there while photos wait for Wi-Fi. */
export function MobileData({ phone }: { readonly phone: Phone }) {
  const { waiting } = useValue(phone.status);
  if (waiting.photos === 0 || photosAllowed()) return null;
  const use = () => {
    allowMobileData();
    void phone.sync('button');
  };
  return (
    <div class="card stack">
      <p>{t('waiting.wifi')}</p>
      <Button wide onClick={use}>
        {t('waiting.mobile')}
      </Button>
    </div>
  );
}
