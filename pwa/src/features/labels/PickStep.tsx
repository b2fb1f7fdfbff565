import { AssetRow } from '../../field/AssetRow';
import { Finder } from '../../field/Finder';
import { groupCode } from '../../scan/code';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { useLoaded } from '../../ui/useLoaded';
import { beginBinding, bindHref, giveUpBinding } from './binding';
import type { LabelledProps } from './steps';
import { carrierOf } from './target';

/** What the label is stuck on: by words, place by place, or by its old label. */
export function PickStep({ phone, go, bar, code, binding }: LabelledProps) {
  const load = async () => {
    const carrier = await carrierOf(phone.register(), code);
    // One that is on something already goes on leading there; that is not left unfinished.
    const draft = await beginBinding(phone, code, binding.how, carrier === null);
    return { draft, carrier };
  };
  const value = useLoaded(load, [code]).value;
  const page = { title: t('labels.pick'), back: binding.once ? '/app/scan' : bindHref({}), bar };
  // What is shown has been kept: the phone may die now.
  if (value === undefined) return <Page {...page}>{null}</Page>;
  const { draft, carrier } = value;
  const onto = (asset_id: string | null, place_id: string | null) =>
    bindHref({ ...binding, thing: { asset_id, place_id } });
  const giveUp = async () => {
    await giveUpBinding(phone, draft);
    go('/app/labels', true);
  };
  return (
    <Page {...page}>
      <p class="card label-code">
        {t('labels.new')} <span class="code">{groupCode(code)}</span>
      </p>
      {carrier ? (
        <Notice kind="warn">{t('labels.onNow', { name: carrier.name })}</Notice>
      ) : (
        <p class="soft">{t('labels.onNothing')}</p>
      )}
      <Button wide href={bindHref({ ...binding, byOld: true })}>
        {t('labels.byOld')}
      </Button>
      <Finder
        phone={phone}
        place={binding.at}
        placeHref={(at) => bindHref({ ...binding, at })}
        row={(asset, place) => <AssetRow asset={asset} place={place} href={onto(asset.id, null)} />}
        here={(place) => (
          <Button wide href={onto(null, place.id)}>
            {t('labels.door', { name: place.name })}
          </Button>
        )}
      />
      <Button kind="quiet" wide onClick={() => void giveUp()}>
        {t('labels.giveUp')}
      </Button>
    </Page>
  );
}
