import type { AssetView } from '../../db';

export function AssetRow({ asset }: { asset: AssetView }) {
  const notes = [asset.ledger_number, asset.model, asset.custodian];
  return (
    <a class="item" href={`/app/asset/${asset.id}`}>
      <span class="item-title">{asset.name}</span>
      <span class="item-note">{notes.filter((note) => note !== '').join(' · ')}</span>
    </a>
  );
}
