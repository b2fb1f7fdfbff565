import type { AssetView } from '../db';

type Props = {
  readonly asset: AssetView;
  /** In words; left out where all things of a list stand in one place. */
  readonly place?: string;
  readonly href?: string;
  /** The row is then a button. */
  readonly onPick?: () => void;
};

/** A thing in a list; it opens, unless the screen has something else to do with it. */
export function AssetRow({ asset, place = '', href, onPick }: Props) {
  const notes = [place, asset.ledger_number, asset.model, asset.custodian];
  const texts = (
    <>
      <span class="item-title">{asset.name}</span>
      <span class="item-note">{notes.filter((note) => note !== '').join(' · ')}</span>
    </>
  );
  return onPick ? (
    <button class="item" type="button" onClick={onPick}>
      {texts}
    </button>
  ) : (
    <a class="item" href={href ?? `/app/asset/${asset.id}`}>
      {texts}
    </a>
  );
}
