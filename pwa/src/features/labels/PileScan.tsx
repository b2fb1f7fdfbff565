import type { Screen } from '../../field/screen';
import { lookUp, type Seen } from '../../field/thing';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { Page } from '../../ui/Page';
import type { Word } from '../../viewfinder/ScanView';
import { LabelScan } from './LabelScan';
import { addToPile } from './pile';
import { pileHref } from './pileStep';
import { carrierOf } from './target';
import { unusable } from './unusable';

type Props = Screen & { readonly pile: string };

/** One label after the other goes into the pile. */
export function PileScan({ phone, bar, pile }: Props) {
  const see = async ({ text, how }: Seen): Promise<Word> => {
    const found = await lookUp(phone.register(), text);
    if (found.found !== 'asset' && found.found !== 'place') return unusable(found);
    const code = found.found === 'asset' ? found.view.code : found.place.codes[0];
    const target = await carrierOf(phone.register(), code ?? '');
    if (target === null) return { look: 'bad', text: t('thing.gone') };
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
