import { useEffect, useState } from 'preact/hooks';
import { mayRecord } from '../../field/may';
import type { Phone } from '../../sync';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { Sheet } from '../../ui/Sheet';
import { draftThing, subjectOn } from './draftThing';
import { GroupForm } from './GroupForm';
import type { Numbers } from './groupNumbers';
import { SaidRow } from './SaidRow';
import type { SheetInHand } from './sheetInHand';
import type { GroupView } from './sheetView';
import { pieceTitle } from './texts';

type Props = {
  readonly phone: Phone;
  readonly inHand: SheetInHand;
  readonly view: GroupView;
  /** The form needs the camera for itself. */
  readonly onForm?: (open: boolean) => void;
  readonly onSaved: () => void;
  readonly onClose: () => void;
};

/** What the form begins with: what was said last, or that all is there. */
function startOf({ result, counts }: GroupView): Numbers {
  const [last] = counts;
  if (last && result.how === 'count')
    return { good: last.good, damaged: last.damaged, how: 'typed' };
  const damaged = Math.min(result.damaged, result.book);
  return { good: result.book - damaged, damaged, how: 'typed' };
}

function Scanned({ pieces }: GroupView) {
  const seen = pieces.filter(({ said }) => said.length > 0);
  if (seen.length === 0) return null;
  return (
    <details>
      <summary>{t('stocktake.scanned', { n: seen.length })}</summary>
      <p>{seen.map(pieceTitle).join(t('round.comma'))}</p>
    </details>
  );
}

/** One group counted by number: the pupil's proposal, the form, and what was said so far. */
export function GroupSheet({ phone, inHand, view, onForm, onSaved, onClose }: Props) {
  useEffect(() => onForm?.(true), []);
  const { group, result, counts, proposal } = view;
  const [taken, setTaken] = useState<Numbers>();
  const unit = group.unit ?? '';
  const thing = draftThing(inHand.sheet.id, { form: 'group', group: group.key });
  const subject = subjectOn(inHand.sheet, thing, group.name);
  const may = mayRecord(phone) && !inHand.over;
  const take = () => {
    if (proposal) setTaken({ good: proposal.good, damaged: proposal.damaged, how: 'pupil' });
  };
  return (
    <Sheet title={group.name} onClose={onClose} locked={may}>
      <div class="stack">
        {proposal && taken === undefined && (
          <Notice kind="plain">
            <p>{t('stocktake.pupil', { good: proposal.good, damaged: proposal.damaged })}</p>
            {may && (
              <Button wide onClick={take}>
                {t('stocktake.pupilTake')}
              </Button>
            )}
          </Notice>
        )}
        {may ? (
          <GroupForm
            key={taken?.how}
            phone={phone}
            sheet={inHand.sheet}
            subject={subject}
            group={{ key: group.key, name: group.name, unit }}
            book={result.book}
            start={taken ?? startOf(view)}
            untouched={counts.length === 0 && result.how !== 'total' && taken === undefined}
            onSaved={onSaved}
            onCancel={onClose}
          />
        ) : (
          <p class="count-book">{t('stocktake.expected', { n: result.book, unit })}</p>
        )}
        <Scanned {...view} />
        {counts.length > 0 && (
          <section class="stack">
            <h3>{t('stocktake.saidSoFar')}</h3>
            <ul class="said-list">
              {counts.map((said) => (
                <SaidRow key={said.id} {...{ phone, inHand, said }} onTaken={onClose} />
              ))}
            </ul>
          </section>
        )}
      </div>
    </Sheet>
  );
}
