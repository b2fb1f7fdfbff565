import type { SheetHelper } from '../../api/types';
import { WORDS_LIMIT } from '../../domain/draft';
import { Tick } from '../../inspection/Tick';
import { Field } from '../../ui/Field';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';

type Props = {
  /** Those whose phones have not sent everything; null: nobody could be asked; undefined: being asked. */
  readonly unsent: readonly SheetHelper[] | null | undefined;
  readonly override: string | null;
  readonly tried: boolean;
  readonly onOverride: (reason: string | null) => void;
};

/** Who else holds something of this room: wait for them, or say why not. */
export function Helpers({ unsent, override, tried, onOverride }: Props) {
  if (unsent === null) return <Notice kind="plain">{t('stocktake.helpersOffline')}</Notice>;
  if (unsent === undefined || unsent.length === 0) return null;
  return (
    <section class="stack" data-helpers={unsent.length}>
      <Notice kind="bad">
        {unsent.map(({ person_id, name, unsent: n }) => (
          <p key={person_id}>{t('stocktake.helperUnsent', { name, n })}</p>
        ))}
        <p>{t('stocktake.helpersWait')}</p>
      </Notice>
      <Tick
        label={t('stocktake.override')}
        checked={override !== null}
        onChange={(checked) => onOverride(checked ? '' : null)}
      />
      {override !== null && (
        <Field
          kind="long"
          label={t('stocktake.overrideWhy')}
          value={override}
          onInput={onOverride}
          maxLength={WORDS_LIMIT}
          error={tried && override.trim() === '' ? t('stocktake.overrideLacks') : undefined}
        />
      )}
    </section>
  );
}
