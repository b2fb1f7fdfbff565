import type { Place } from '../../db';
import { Button } from '../../ui/Button';
import { List } from '../../ui/List';
import { t } from '../../ui/messages';
import { Empty } from '../../ui/Notice';
import { useLoaded } from '../../ui/useLoaded';
import { AssetRow } from './AssetRow';
import type { Screen } from './screen';

type Props = Pick<Screen, 'phone'> & { readonly place: string | null };

function PlaceRow({ place }: { place: Place }) {
  return (
    <a class="item" href={`/app/find?place=${place.id}`}>
      <span class="item-title">{place.name}</span>
    </a>
  );
}

/** 2层 stands before 10层. */
const order = new Intl.Collator('zh', { numeric: true });

async function inside({ phone, place }: Props) {
  const register = phone.register();
  const [all, path, assets] = await Promise.all([
    register.places(),
    place ? register.placePath(place) : [],
    place === null ? [] : register.assetsInPlace(place),
  ]);
  const known = new Set(all.map((one) => one.id));
  const below = all.filter((one) =>
    place ? one.parent_id === place : one.parent_id === null || !known.has(one.parent_id),
  );
  below.sort((a, b) => order.compare(a.name, b.name));
  return { path, assets, below: place === '' ? [] : below };
}

/** The tree of places, one level at a time, and the things of the open one. */
export function Places({ phone, place }: Props) {
  const value = useLoaded(() => inside({ phone, place }), [place]).value;
  if (!value) return null;
  const { path, below, assets } = value;
  const title = place === '' ? t('find.noPlace') : path.map((one) => one.name).join(' / ');
  const up = path.length > 1 ? `/app/find?place=${path[path.length - 2]?.id}` : '/app/find';
  return (
    <section class="stack">
      <h2>{title || t('find.places')}</h2>
      {place !== null && (
        <Button href={up}>
          {path.length > 1 ? `↑ ${path[path.length - 2]?.name}` : t('find.all')}
        </Button>
      )}
      {below.length > 0 && (
        <List items={below} keyOf={(one) => one.id} row={(one) => <PlaceRow place={one} />} />
      )}
      {place === null && (
        <Button href="/app/find?place=" wide>
          {t('find.noPlace')}
        </Button>
      )}
      {assets.length > 0 && (
        <>
          {below.length > 0 && <h2>{t('find.here')}</h2>}
          <List
            key={place}
            items={assets}
            keyOf={(one) => one.id}
            row={(one) => <AssetRow asset={one} />}
          />
        </>
      )}
      {place !== null && below.length === 0 && assets.length === 0 && (
        <Empty>{t('find.emptyPlace')}</Empty>
      )}
    </section>
  );
}
