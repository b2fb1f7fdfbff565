import { useState } from 'preact/hooks';
import type { RecordEntry } from '../../db';
import { mayRecord } from '../../field/may';
import { RecordRow } from '../../field/RecordRow';
import type { Screen } from '../../field/screen';
import { WithdrawSheet } from '../../field/WithdrawSheet';
import { newId } from '../../sync';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { Empty, Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { say } from '../../ui/Toast';
import { timeText } from '../../ui/time';
import { useLoaded } from '../../ui/useLoaded';
import { useValue } from '../../ui/useValue';
import { bindHref } from './binding';
import { pileHref } from './pileStep';
import { doneToday, type PileNote } from './records';
import './labels.css';

function PileRow({ pile }: { pile: PileNote }) {
  return (
    <a class="item" href={pileHref(pile.id)}>
      <span class="item-title">{t('labels.pileNote', { n: pile.things })}</span>
      <span class="item-note">
        {timeText(pile.at, Date.now())} · {t('labels.pileGoOn')}
      </span>
    </a>
  );
}

function Done({ phone }: Pick<Screen, 'phone'>) {
  const { waiting, last_success } = useValue(phone.status);
  const [asked, ask] = useState<RecordEntry>();
  const inputs = [JSON.stringify(waiting), last_success];
  const value = useLoaded(() => doneToday(phone, Date.now()), inputs).value;
  if (!value) return null;
  const { piles, singles } = value;
  if (piles.length + singles.length === 0) return <Empty>{t('labels.noneToday')}</Empty>;
  const done = () => {
    say(t('undo.done'));
    ask(undefined);
  };
  return (
    <section class="stack">
      <h2>{t('labels.today')}</h2>
      <ul class="list">
        {piles.map((pile) => (
          <li key={pile.id}>
            <PileRow pile={pile} />
          </li>
        ))}
        {singles.map((entry) => (
          <li key={entry.id} class="label-row">
            <RecordRow entry={entry} />
            <Button kind="quiet" onClick={() => ask(entry)}>
              {t('undo.yes')}
            </Button>
          </li>
        ))}
      </ul>
      {asked && (
        <WithdrawSheet phone={phone} entry={asked} onClose={() => ask(undefined)} onDone={done} />
      )}
    </section>
  );
}

/** What can be done with labels away from the office, and what was done today. */
export function LabelsScreen({ phone, go, bar }: Screen) {
  if (!mayRecord(phone)) {
    return (
      <Page title={t('labels.title')} back="/app/" bar={bar}>
        <Notice kind="plain">{t('thing.mayNot')}</Notice>
      </Page>
    );
  }
  return (
    <Page title={t('labels.title')} back="/app/" bar={bar}>
      <div class="label-task">
        <Button kind="main" wide href={bindHref({})}>
          {t('labels.bind')}
        </Button>
        <p class="soft">{t('labels.bindWhy')}</p>
      </div>
      <div class="label-task">
        <Button kind="main" wide onClick={() => go(pileHref(newId()))}>
          {t('labels.pile')}
        </Button>
        <p class="soft">{t('labels.pileWhy')}</p>
      </div>
      <Done phone={phone} />
    </Page>
  );
}
