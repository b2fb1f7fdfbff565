import type { Phone } from '../../sync';
import { BigChoice } from '../../ui/BigChoice';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { causeOptions, Explain } from './Explain';
import type { SheetInHand } from './sheetInHand';
import type { Signing } from './useSigning';

/** From so many on, they can be given one cause at once. */
const MANY = 3;

type Props = {
  readonly phone: Phone;
  readonly inHand: SheetInHand;
  readonly signing: Signing;
  /** The signer wanted to sign: what is missing is shown. */
  readonly tried: boolean;
};

/** Everything that does not agree, each with its cause. */
export function ExplainList({ phone, inHand, signing, tried }: Props) {
  const { discrepancies } = inHand.closed;
  if (discrepancies.length === 0) return <Notice kind="ok">{t('stocktake.noDiscrepancy')}</Notice>;
  const blank = discrepancies.filter((one) => signing.of(one).cause === null).length;
  return (
    <section class="stack">
      <h2 class="discrepancies">{t('stocktake.discrepancies', { n: discrepancies.length })}</h2>
      <p>{t('stocktake.explainNote')}</p>
      {blank >= MANY && (
        <BigChoice
          inline
          legend={t('stocktake.allSame', { n: blank })}
          value={undefined}
          onChange={signing.sayAll}
          options={causeOptions()}
        />
      )}
      <ul class="explains">
        {discrepancies.map((one) => (
          <Explain
            key={one.key}
            {...{ phone, inHand }}
            discrepancy={one}
            said={signing.of(one)}
            photos={signing.photosOf(one)}
            lack={tried ? (signing.lacks.get(one.key) ?? null) : null}
            onSay={(part) => signing.say(one, part)}
            onPhotos={(photos) => signing.takePhotos(one, photos)}
          />
        ))}
      </ul>
    </section>
  );
}
