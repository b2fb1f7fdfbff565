import { lookUp, type Seen } from '../../field/thing';
import { parseLabel } from '../../scan/parseLabel';
import { t } from '../../ui/messages';
import { Page } from '../../ui/Page';
import type { Word } from '../../viewfinder/ScanView';
import { bindHref } from './binding';
import { LabelScan } from './LabelScan';
import type { LabelledProps } from './steps';
import { unusable } from './unusable';

/** The thing by the label that it has had so far; a door's label opens the place to choose there. */
export function OldLabelStep({ phone, go, bar, code, binding }: LabelledProps) {
  const pick = { ...binding, byOld: false };
  const see = async ({ text }: Seen): Promise<Word | undefined> => {
    if (parseLabel(text).code === code) return { look: 'bad', text: t('labels.isNew') };
    const found = await lookUp(phone.register(), text);
    if (found.found === 'asset') {
      go(bindHref({ ...pick, thing: { asset_id: found.view.asset.id, place_id: null } }));
    } else if (found.found === 'place') {
      go(bindHref({ ...pick, at: found.place.id }));
    } else {
      return unusable(found);
    }
    return undefined;
  };
  return (
    <Page title={t('labels.byOld')} back={bindHref(pick)} bar={bar}>
      <LabelScan phone={phone} hint={t('labels.scanOld')} onSeen={see} />
    </Page>
  );
}
