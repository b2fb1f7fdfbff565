import { useState } from 'preact/hooks';
import { isSameThing } from '../../domain/facts';
import type { Seen } from '../../field/thing';
import { groupCode } from '../../scan/code';
import { parseLabel } from '../../scan/parseLabel';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { Page } from '../../ui/Page';
import { useLoaded } from '../../ui/useLoaded';
import type { Word } from '../../viewfinder/ScanView';
import { bindHref } from './binding';
import { LabelScan } from './LabelScan';
import { isJustBound } from './records';
import type { StepProps } from './steps';
import { carrierOf, targetOf } from './target';

type Taken = Pick<Seen, 'how'> & { readonly code: string };

/** First the label itself. One that is on something already is left there unless asked otherwise. */
export function NewLabelStep({ phone, go, bar, binding }: StepProps) {
  const [taken, setTaken] = useState<Taken>();
  const { thing } = binding;
  const load = async () => thing && (await targetOf(phone.register(), thing));
  const target = useLoaded(load, [thing?.asset_id, thing?.place_id]).value;
  const hint = target ? t('labels.scanNewFor', target) : t('labels.scanNew');

  const see = async ({ text, how }: Seen): Promise<Word | undefined> => {
    setTaken(undefined);
    const { kind, code } = parseLabel(text);
    if (kind === 'foreign') return { look: 'bad', text: t('unknown.foreign') };
    if (kind === 'mistyped')
      return { look: 'bad', text: t('scan.mistyped', { code: groupCode(code) }) };
    const carrier = await carrierOf(phone.register(), code);
    const isOn = carrier !== null && (thing === null || isSameThing(thing, carrier.thing));
    if (!isOn) {
      go(bindHref({ ...binding, code, how }));
      return undefined;
    }
    if (thing === null) setTaken({ code, how });
    const { name } = carrier;
    return (await isJustBound(phone, code))
      ? { look: 'plain', text: t('labels.bound', { name }) }
      : { look: 'bad', text: t('labels.onAlready', { name }) };
  };

  const back = thing?.asset_id ? `/app/asset/${thing.asset_id}` : '/app/labels';
  return (
    <Page title={t('labels.bind')} back={back} bar={bar}>
      <LabelScan phone={phone} hint={hint} onSeen={see} />
      {taken && (
        <Button wide href={bindHref({ ...binding, ...taken })}>
          {t('labels.moveOther')}
        </Button>
      )}
    </Page>
  );
}
