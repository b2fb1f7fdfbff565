import type { Screen } from '../../field/screen';
import { lookUp, type Seen } from '../../field/thing';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { Page } from '../../ui/Page';
import type { Word } from '../../viewfinder/ScanView';
import { LabelScan } from './LabelScan';
import { addToPile } from './pile';
import { pileHref } from './pileStep';
import { targetOf, thingOf } from './target';
import { unusable } from './unusable';

type Props = Screen & { readonly pile: string };

/** One label after the other goes into the pile. */
export function PileScan({ phone, bar, pile }: Props) {
  const see = async ({ text, how }: Seen): Promise<Word> => {
    const found = await lookUp(phone.register(), text);
    const thing = thingOf(found);
    const target = thing && (await targetOf(phone.register(), thing));
    if (target === null) return unusable(found);
    const { number, isNew } = await addToPile(phone, pile, target, how);
    const words = { n: number, name: target.name };
    return isNew
      ? { look: 'ok', text: t('labels.pileAdded', words) }
      : { look: 'plain', text: t('labels.pileThere', words) };
  };
  const foot = (
    <Button kind="main" wide href={pileHref(pile)}>
      {t('labels.pileSee')}
    </Button>
  );
  return (
    <Page title={t('labels.pileScanning')} back={pileHref(pile)} bar={bar} foot={foot} tallFoot>
      <LabelScan phone={phone} hint={t('labels.scanWorn')} onSeen={see} />
    </Page>
  );
}
