import { useEffect } from 'preact/hooks';
import { mayRecord } from '../../field/may';
import type { Screen } from '../../field/screen';
import { newId } from '../../sync';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { PileList } from './PileList';
import { PilePick } from './PilePick';
import { PileScan } from './PileScan';
import { pileHref, pileStepOf } from './pileStep';
import './labels.css';

/** Things that need new labels, gone through one after the other; each is saved when it is taken. */
export function PileScreen({ query, ...screen }: Screen & { readonly query: string }) {
  const { id, step, at } = pileStepOf(query);
  const may = mayRecord(screen.phone);
  useEffect(() => {
    if (id === null && may) screen.go(pileHref(newId()), true);
  }, [id]);
  if (!may || id === null) {
    return (
      <Page title={t('labels.pile')} back="/app/labels" bar={screen.bar}>
        {!may && <Notice kind="plain">{t('thing.mayNot')}</Notice>}
      </Page>
    );
  }
  if (step === 'scan') return <PileScan {...screen} pile={id} />;
  if (step === 'pick') return <PilePick {...screen} pile={id} at={at} />;
  return <PileList {...screen} pile={id} />;
}
