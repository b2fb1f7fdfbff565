import { AssetRow } from '../../field/AssetRow';
import { Finder } from '../../field/Finder';
import { mayRecord } from '../../field/may';
import type { Screen } from '../../field/screen';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { Page } from '../../ui/Page';
import './patrol.css';

type Props = Screen & {
  /** The place that is open; null at the top, empty for things without a place. */
  readonly place: string | null;
};

const placeHref = (place: string | null) =>
  place === null ? '/app/find' : `/app/find?place=${place}`;

function Inspect({ id }: { readonly id: string }) {
  return (
    <Button wide href={`/app/place/${id}`}>
      {t('place.inspect')}
    </Button>
  );
}

/** A thing to look at that has no label, or is not at hand. */
export function FindScreen({ phone, bar, place }: Props) {
  return (
    <Page title={t('find.title')} back="/app/" bar={bar}>
      <Finder
        phone={phone}
        place={place}
        placeHref={placeHref}
        row={(asset, where) => <AssetRow asset={asset} place={where} />}
        here={({ id }) => mayRecord(phone) && <Inspect id={id} />}
      />
    </Page>
  );
}
