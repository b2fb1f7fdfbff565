import { type Asset, fromRow, type Row } from '../columns';
import type { Overlays } from '../outbox/types';
import { ofAsset, overlaidCodes } from './overlaidCodes';
import type { AssetView } from './types';

/**
 * The asset as this phone knows it. What the phone itself has seen and not yet pulled comes first;
 * a fact that the server holds gives way to anything newer that the register shows.
 */
export function overlaid(row: Row, { conditions, labels }: Overlays): AssetView {
  const known = withTexts(fromRow('asset', row));
  const asset = { ...known, codes: overlaidCodes(ofAsset(known.id), known.codes, labels) };
  const overlay = conditions.get(asset.id);
  const outdated = overlay?.held === true && (asset.last_at ?? 0) > overlay.at;
  if (overlay === undefined || outdated) return { ...asset, overlaid: false };
  return {
    ...asset,
    last_result: overlay.result,
    last_condition: overlay.condition,
    last_at: overlay.at,
    last_by: overlay.by,
    overlaid: true,
  };
}

/** The wire says null where the ledger says nothing. */
function withTexts(asset: Asset): Asset {
  const { ledger_number, model, custodian, unit } = asset as {
    [K in keyof Asset]: Asset[K] | null;
  };
  return {
    ...asset,
    ledger_number: ledger_number ?? '',
    model: model ?? '',
    custodian: custodian ?? '',
    unit: unit ?? '',
  };
}
