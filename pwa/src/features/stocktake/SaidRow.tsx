import type { SaidCount, SaidSighting, SaidTotal } from '../../domain/countPacking';
import { useSaving } from '../../field/useSaving';
import type { Phone } from '../../sync';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { takeBack } from './records';
import type { SheetInHand } from './sheetInHand';
import { saidText } from './texts';

type Said = SaidSighting | SaidCount | SaidTotal;

type Props = {
  readonly phone: Phone;
  readonly inHand: SheetInHand;
  readonly said: Said;
  readonly onTaken: () => void;
};

function whatText(said: Said): string {
  if (said.t === 'total') return t('stocktake.saidTotal', { n: said.total });
  if (said.t === 'count') return t('stocktake.saidCount', said);
  return t(`condition.${said.condition as 'intact' | 'usable' | 'unusable'}`);
}

/** What one person said, with the way to take it back for whoever said it. */
export function SaidRow({ phone, inHand, said, onTaken }: Props) {
  const saving = useSaving();
  const mine = said.author === phone.account.get()?.person.id;
  const words = said.t === 'total' ? '' : said.words;
  const photos = said.t === 'total' ? 0 : said.photos.length;
  const take = () => void saving.run(() => takeBack(phone, inHand.sheet, said.id), onTaken);
  return (
    <li class="said" data-said={said.id}>
      <p>
        <strong>{whatText(said)}</strong> <span class="soft">{saidText(inHand, said)}</span>
      </p>
      {words !== '' && <p>{words}</p>}
      {photos > 0 && <p class="soft">{t('waiting.photosOf', { n: photos })}</p>}
      {saving.failure && <Notice kind="bad">{saving.failure}</Notice>}
      {mine && !inHand.over && (
        <Button kind="quiet" disabled={saving.busy} onClick={take}>
          {t('stocktake.takeBack')}
        </Button>
      )}
    </li>
  );
}
