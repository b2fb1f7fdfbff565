import { useEffect, useState } from 'preact/hooks';
import { type AssetView, PlaceTree } from '../db';
import type { Phone } from '../sync';
import { Field } from '../ui/Field';
import { List } from '../ui/List';
import { t } from '../ui/messages';
import { Empty } from '../ui/Notice';
import { useLoaded } from '../ui/useLoaded';
import { type FinderProps, Places } from './Places';

const PAUSE_MS = 150;

/** What was last typed, once the fingers rest. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}

async function find(phone: Phone, query: string) {
  const register = phone.register();
  const [found, places] = await Promise.all([register.search(query), register.places()]);
  const tree = new PlaceTree(places);
  const placeOf = ({ place_id }: AssetView) =>
    tree
      .path(place_id)
      .map((place) => place.name)
      .join(' / ');
  return { ...found, placeOf };
}

/** Has everything read that the first search needs, once the screen is drawn. */
function useWarmSearch(phone: Phone): void {
  useEffect(() => {
    const timer = setTimeout(() => void find(phone, '').catch(() => undefined), PAUSE_MS);
    return () => clearTimeout(timer);
  }, []);
}

function Results({ phone, query, row }: Pick<FinderProps, 'phone' | 'row'> & { query: string }) {
  const { value } = useLoaded(() => find(phone, query), [query]);
  if (!value) return null;
  if (value.assets.length === 0) return <Empty>{t('find.none')}</Empty>;
  return (
    <>
      <List
        items={value.assets}
        keyOf={(asset) => asset.id}
        row={(asset) => row(asset, value.placeOf(asset))}
      />
      {value.more && <p class="soft">{t('find.more')}</p>}
    </>
  );
}

/** Things by number, name, place or initials; or place by place. */
export function Finder(props: FinderProps) {
  const { phone, row } = props;
  const [text, setText] = useState('');
  useWarmSearch(phone);
  const query = useRested(text).trim();
  return (
    <>
      <Field kind="search" label={t('find.query')} value={text} onInput={setText} />
      {query === '' ? <Places {...props} /> : <Results phone={phone} query={query} row={row} />}
    </>
  );
}
