import type { ComponentChildren } from 'preact';
import type { AssetView, Place } from '../db';
import type { Phone } from '../sync';
import { Button } from '../ui/Button';
import { List } from '../ui/List';
import { t } from '../ui/messages';
import { Empty } from '../ui/Notice';
import { useLoaded } from '../ui/useLoaded';
import { PositionBottle } from './PositionBottle';

export type FinderProps = {
  readonly phone: Phone;
  /** The place that is open; null at the top, empty for things without a place. */
  readonly place: string | null;
  /** Where a place opens; null is the top. */
  readonly placeHref: (place: string | null) => string;
  /** One thing that was found; its place in words is empty where all stand in one place. */
  readonly row: (asset: AssetView, place: string) => ComponentChildren;
  /** What can be done with the open place itself. */
  readonly here?: (place: Place) => ComponentChildren;
};

/** 2层 stands before 10层. */
const order = new Intl.Collator('zh', { numeric: true });

async function inside(phone: Phone, place: string | null) {
  const register = phone.register();
  const [all, path, assets, kinds] = await Promise.all([
    register.places(),
    place ? register.placePath(place) : [],
    place === null ? [] : register.assetsInPlace(place),
    register.kinds(),
  ]);
  const known = new Set(all.map((one) => one.id));
  const below = all.filter((one) =>
    place ? one.parent_id === place : one.parent_id === null || !known.has(one.parent_id),
  );
  below.sort((a, b) => order.compare(a.name, b.name));
  return { path, assets, kinds, below: place === '' ? [] : below };
}

/** The tree of places, one level at a time, and the things of the open one. */
export function Places({ phone, place, placeHref, row, here }: FinderProps) {
  const value = useLoaded(() => inside(phone, place), [place]).value;
  if (!value) return null;
  const { path, below, assets, kinds } = value;
  const title = place === '' ? t('find.noPlace') : path.map((one) => one.name).join(' / ');
  const open = path[path.length - 1];
  const above = path[path.length - 2];
  return (
    <section class="stack">
      <h2>{title || t('find.places')}</h2>
      {place !== null && (
        <Button href={placeHref(above?.id ?? null)}>
          {above ? `↑ ${above.name}` : t('find.all')}
        </Button>
      )}
      {open && here?.(open)}
      {below.length > 0 && (
        <List
          items={below}
          keyOf={(one) => one.id}
          row={(one) => (
            <a class="item" href={placeHref(one.id)}>
              <span class="item-title">{one.name}</span>
            </a>
          )}
        />
      )}
      {place === null && (
        <Button href={placeHref('')} wide>
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
            row={(one) => (
              <>
                {row(one, '')}
                {open?.kind === 'position' && <PositionBottle asset={one} kinds={kinds} />}
              </>
            )}
          />
        </>
      )}
      {place !== null && below.length === 0 && assets.length === 0 && (
        <Empty>{t('find.emptyPlace')}</Empty>
      )}
    </section>
  );
}
