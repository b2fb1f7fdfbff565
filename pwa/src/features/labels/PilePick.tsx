import { useRef, useState } from 'preact/hooks';
import type { Thing } from '../../domain/facts';
import { AssetRow } from '../../field/AssetRow';
import { Finder } from '../../field/Finder';
import type { Screen } from '../../field/screen';
import { give } from '../../scan/signal';
import { Button } from '../../ui/Button';
import { errorText } from '../../ui/errorText';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { say } from '../../ui/Toast';
import { addToPile } from './pile';
import { pileHref } from './pileStep';
import { targetOf } from './target';

type Props = Screen & { readonly pile: string; readonly at: string | null };

/** Things without a label that can be read: by words, or place by place; a tap takes one. */
export function PilePick({ phone, bar, pile, at }: Props) {
  const [failure, setFailure] = useState<string>();
  const busy = useRef(false);

  const add = async (thing: Thing) => {
    const target = await targetOf(phone.register(), thing);
    if (target === null) return say(t('thing.gone'));
    const { number, isNew } = await addToPile(phone, pile, target, 'picked');
    give(isNew ? 'ok' : 'found');
    const words = { n: number, name: target.name };
    say(isNew ? t('labels.pileAdded', words) : t('labels.pileThere', words));
  };
  /** One at a time: a second tap finds the thing in the pile. */
  const take = async (asset_id: string | null, place_id: string | null) => {
    if (busy.current) return;
    busy.current = true;
    setFailure(undefined);
    try {
      await add({ asset_id, place_id });
    } catch (error) {
      give('warn');
      setFailure(errorText(error));
    } finally {
      busy.current = false;
    }
  };

  const foot = (
    <Button kind="main" wide href={pileHref(pile)}>
      {t('labels.pileSee')}
    </Button>
  );
  return (
    <Page title={t('labels.pileFinding')} back={pileHref(pile)} bar={bar} foot={foot} tallFoot>
      {failure && <Notice kind="bad">{failure}</Notice>}
      <Finder
        phone={phone}
        place={at}
        placeHref={(place) => pileHref(pile, 'pick', place)}
        row={(asset, place) => (
          <AssetRow asset={asset} place={place} onPick={() => void take(asset.id, null)} />
        )}
        here={(place) => (
          <Button wide onClick={() => void take(null, place.id)}>
            {t('labels.pileDoor', { name: place.name })}
          </Button>
        )}
      />
    </Page>
  );
}
