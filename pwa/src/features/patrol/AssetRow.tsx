import type { AssetView } from '../../db';

type Props = {
  readonly asset: AssetView;
  /** In words; left out where all things of a list stand in one place. */
  readonly place?: string;
};

export function AssetRow({ asset, place = '' }: Props) {
  const notes = [place, asset.ledger_number, asset.model, asset.custodian];
  return (
    <a class="item" href={`/app/asset/${asset.id}`}>
      <span class="item-title">{asset.name}</span>
      <span class="item-note">{notes.filter((note) => note !== '').join(' · ')}</span>
    </a>
  );
}
