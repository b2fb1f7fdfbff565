import type { Discrepancy } from '../../domain/reconciliation';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { timeText } from '../../ui/time';
import { changedSince } from './changedSince';
import type { SheetInHand } from './sheetInHand';
import { discrepancyText, discrepancyTitle, saidText } from './texts';

const SHOWN = 8;

type Props = { readonly inHand: SheetInHand };

function Lines({ inHand, title, items }: Props & { title: string; items: readonly Discrepancy[] }) {
  if (items.length === 0) return null;
  return (
    <>
      <p>{title}</p>
      <ul class="changed">
        {items.slice(0, SHOWN).map((one) => (
          <li key={one.key}>
            {discrepancyTitle(inHand, one)} {discrepancyText(one)}
          </li>
        ))}
        {items.length > SHOWN && <li>{t('stocktake.andMore', { n: items.length - SHOWN })}</li>}
      </ul>
    </>
  );
}

function Conflict({ inHand }: Props) {
  const { fresh, settled } = changedSince(inHand);
  return (
    <Notice kind="bad">
      <p>{t('stocktake.conflict')}</p>
      <Lines inHand={inHand} title={t('stocktake.nowToo')} items={fresh} />
      <Lines inHand={inHand} title={t('stocktake.noMore')} items={settled} />
    </Notice>
  );
}

/** What the office wants to be put right, in its own words. */
function SentBack({ inHand }: Props) {
  const returns = inHand.said.flatMap((one) => (one.t === 'returned' ? [one] : []));
  const last = returns.sort((a, b) => b.at - a.at)[0];
  return (
    <Notice kind="bad">
      <p>{t('stocktake.sentBack')}</p>
      {last?.words && <p class="returned">{last.words}</p>}
      {last && <p>{saidText(inHand, last)}</p>}
    </Notice>
  );
}

/** Where the sheet stands when it is not simply being counted: it came back, or it is signed. */
export function StandNotice({ inHand }: Props) {
  const { state, signature, over } = inHand;
  if (state === 'conflict') return <Conflict inHand={inHand} />;
  if (state === 'sent_back') return <SentBack inHand={inHand} />;
  if (state === 'countersigned') return <Notice kind="ok">{t('stocktake.countersigned')}</Notice>;
  if (over) return <Notice kind="plain">{t('stocktake.ended')}</Notice>;
  if (state !== 'signed' || signature === undefined) return null;
  const time = timeText(signature.at, Date.now());
  return <Notice kind="ok">{t('stocktake.signedAt', { time })}</Notice>;
}
