import { useEffect, useState } from 'preact/hooks';
import { Field } from '../../ui/Field';
import { List } from '../../ui/List';
import { t } from '../../ui/messages';
import { Empty } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { useLoaded } from '../../ui/useLoaded';
import { AssetRow } from './AssetRow';
import { Places } from './Places';
import type { Screen } from './screen';
import './patrol.css';

type Props = Screen & {
  /** The place that is open; null at the top, empty for things without a place. */
  readonly place: string | null;
};

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

function Results({ phone, query }: Pick<Screen, 'phone'> & { query: string }) {
  const { value } = useLoaded(() => phone.register().search(query), [query]);
  if (!value) return null;
  if (value.assets.length === 0) return <Empty>{t('find.none')}</Empty>;
  return (
    <>
      <List
        items={value.assets}
        keyOf={(asset) => asset.id}
        row={(asset) => <AssetRow asset={asset} />}
      />
      {value.more && <p class="soft">{t('find.more')}</p>}
    </>
  );
}

/** Things by number, name, place or initials; or place by place. */
export function FindScreen({ phone, bar, place }: Props) {
  const [text, setText] = useState('');
  const query = useRested(text).trim();
  return (
    <Page title={t('find.title')} back="/app/" bar={bar}>
      <Field kind="search" label={t('find.query')} value={text} onInput={setText} />
      {query === '' ? (
        <Places phone={phone} place={place} />
      ) : (
        <Results phone={phone} query={query} />
      )}
    </Page>
  );
}
