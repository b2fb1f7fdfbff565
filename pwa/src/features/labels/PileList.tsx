import type { RecordEntry } from '../../db';
import type { Screen } from '../../field/screen';
import { useSaving } from '../../field/useSaving';
import type { Phone } from '../../sync';
import { Button } from '../../ui/Button';
import { List } from '../../ui/List';
import { t } from '../../ui/messages';
import { Empty, Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { useLoaded } from '../../ui/useLoaded';
import { useValue } from '../../ui/useValue';
import { pileOf } from './pile';
import { pileHref } from './pileStep';

type Props = Screen & { readonly pile: string };

type RowProps = {
  readonly phone: Phone;
  readonly entry: RecordEntry;
  readonly number: number;
};

function Row({ phone, entry, number }: RowProps) {
  const saving = useSaving();
  const { name, place } = entry.summary;
  const remove = () =>
    void saving.run(
      () => phone.withdraw(entry.id),
      () => undefined,
    );
  return (
    <div class="label-row" data-pile={entry.id}>
      <div class="item">
        <span class="item-title">
          {number}. {name}
        </span>
        {place && <span class="item-note">{place}</span>}
        {saving.failure && <Notice kind="bad">{saving.failure}</Notice>}
      </div>
      <Button kind="quiet" disabled={saving.busy} onClick={remove}>
        {t('labels.remove')}
      </Button>
    </div>
  );
}

/** What is in the pile, in the order in which its labels will be printed. */
export function PileList({ phone, bar, pile }: Props) {
  const { waiting, last_success } = useValue(phone.status);
  const inputs = [pile, JSON.stringify(waiting), last_success];
  const taken = useLoaded(() => pileOf(phone, pile), inputs).value;
  const numbers = new Map(taken?.map(({ id }, at) => [id, at + 1]));
  const foot = (
    <>
      <div class="row">
        <Button href={pileHref(pile, 'pick')}>{t('labels.pileFind')}</Button>
        <Button href="/app/labels">{t('labels.pileDone')}</Button>
      </div>
      <Button kind="main" wide href={pileHref(pile, 'scan')}>
        {t('labels.pileScan')}
      </Button>
    </>
  );
  return (
    <Page title={t('labels.pile')} back="/app/labels" bar={bar} foot={foot} tallFoot>
      {taken?.length === 0 && <Empty>{t('labels.pileEmpty')}</Empty>}
      {taken && taken.length > 0 && (
        <>
          <p>{t('labels.pileCount', { n: taken.length })}</p>
          <List
            items={taken}
            keyOf={(entry) => entry.id}
            row={(entry) => <Row phone={phone} entry={entry} number={numbers.get(entry.id) ?? 0} />}
          />
        </>
      )}
    </Page>
  );
}
