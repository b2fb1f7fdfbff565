import { WORDS_LIMIT } from '../../domain/draft';
import type { Flag } from '../../domain/evidence';
import { BigChoice } from '../../ui/BigChoice';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { t } from '../../ui/messages';
import { type Explanation, REASONS, unexplained } from './flagReasons';
import { roundHref } from './roundHref';
import { shortName } from './stopNames';
import type { RoundInHand } from './useRound';

type Props = {
  readonly inHand: RoundInHand;
  readonly flags: readonly Flag[];
  /** The walker wanted to sign: what is missing is shown. */
  readonly tried: boolean;
};

type FlagProps = Omit<Props, 'flags'> & { readonly flag: Flag };

/** The things a flag is about, as the walker knows them. */
function namesOf({ names, plan }: RoundInHand, stops: readonly string[]): string {
  const found = stops.map((id) => {
    const name = names.get(id);
    const find = plan.unplanned.find(({ summary }) =>
      [summary.asset_id, summary.place_id].includes(id),
    );
    return name ? shortName(name) : (find?.summary.name ?? '');
  });
  return found.filter(Boolean).join(t('round.comma'));
}

function OneFlag({ inHand, flag, tried }: FlagProps) {
  const { explained } = inHand.kept;
  const reasons = REASONS[flag.key];
  const [only] = reasons.length === 1 ? reasons : [];
  const said = explained[flag.key];
  const reason = said?.reason ?? only;
  const say = (part: Partial<Explanation>) =>
    inHand.keep({
      explained: {
        ...explained,
        [flag.key]: { reason: reason ?? 'other', words: said?.words ?? '', ...part },
      },
    });
  const lacks = tried && unexplained([flag], explained).length > 0;
  return (
    <li class="flag" data-flag={flag.key}>
      <p class="flag-words">{t(`round.flag.${flag.key}`, { n: flag.stops.length })}</p>
      <details>
        <summary>{t('round.flagStops')}</summary>
        <p>{namesOf(inHand, flag.stops)}</p>
      </details>
      {only === undefined && (
        <BigChoice
          legend={t('round.explain')}
          value={reason}
          onChange={(chosen) => say({ reason: chosen })}
          options={reasons.map((value) => ({ value, label: t(`round.reason.${value}`) }))}
        />
      )}
      {lacks && reason === undefined && (
        <p class="field-error" role="alert">
          {t('round.explainChoose')}
        </p>
      )}
      {reason === 'other' && (
        <Field
          kind="long"
          label={t('round.explainWords')}
          value={said?.words ?? ''}
          onInput={(words) => say({ words })}
          maxLength={WORDS_LIMIT}
          error={lacks ? t('round.explainLacks') : undefined}
        />
      )}
    </li>
  );
}

/**
 * What the scans say of the walk, told to the walker before anybody else: he says why, or goes back
 * and scans again.
 */
export function EvidenceReasons({ inHand, flags, tried }: Props) {
  if (flags.length === 0) return null;
  return (
    <section class="stack">
      <h2 class="review-warn">{t('round.flags', { n: flags.length })}</h2>
      <p>{t('round.flagsNote')}</p>
      <ul class="flags">
        {flags.map((flag) => (
          <OneFlag key={flag.key} inHand={inHand} flag={flag} tried={tried} />
        ))}
      </ul>
      <Button wide href={roundHref(inHand.round, '/scan')}>
        {t('round.rescan')}
      </Button>
    </section>
  );
}
