import { LEVELS } from '../domain/facts';
import { isPlaceView, type View } from '../field/thing';
import { BigChoice } from '../ui/BigChoice';
import { t } from '../ui/messages';
import { conditionOf } from './inspectionFact';
import type { Form } from './subject';
import { Tick } from './Tick';

type Props = {
  readonly view: View;
  readonly form: Form;
  readonly onChange: (said: Partial<Form>) => void;
};

const CONDITIONS = ['usable', 'unusable', 'missing'] as const;

/** How bad it is: what became of the thing, how grave that is, and whether it is over. */
export function FaultPart({ view, form, onChange }: Props) {
  return (
    <>
      {!isPlaceView(view) && (
        <BigChoice
          legend={t('record.condition')}
          value={conditionOf(view, form) ?? undefined}
          onChange={(condition) => onChange({ condition })}
          options={CONDITIONS.map((value) => ({ value, label: t(`condition.${value}`) }))}
        />
      )}
      <BigChoice
        inline
        legend={t('record.level')}
        value={form.level}
        onChange={(level) => onChange({ level })}
        options={LEVELS.map((value) => ({ value, label: t(`level.${value}`) }))}
      />
      <Tick
        label={t('record.fixed')}
        checked={form.fixed_on_spot}
        onChange={(fixed_on_spot) => onChange({ fixed_on_spot })}
      />
    </>
  );
}
