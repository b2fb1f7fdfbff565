import { Button } from '../ui/Button';
import { t } from '../ui/messages';
import { LensSheet } from './LensSheet';
import type { Scanner } from './useScanner';

type Props = { readonly scanner: Scanner };

/** Magnifying in a few steps, over the picture; nothing where the lens cannot. */
export function Zoom({ scanner: { zooms, zoom, magnify } }: Props) {
  if (zooms.length === 0) return null;
  return (
    <fieldset class="zoom">
      <legend class="visually-hidden">{t('scan.zoom')}</legend>
      {zooms.map((one) => (
        <button key={one} type="button" aria-pressed={one === zoom} onClick={() => magnify(one)}>
          {one}×
        </button>
      ))}
    </fieldset>
  );
}

/** Lamp and lens; each only where there is one to switch. */
export function CameraControls({ scanner }: Props) {
  const { torch, light, lenses, choose } = scanner;
  if (!torch && lenses.length === 0) return null;
  return (
    <div class="row">
      {torch && (
        <Button onClick={() => scanner.shine(!light)}>
          {light ? t('scan.torchOff') : t('scan.torchOn')}
        </Button>
      )}
      {lenses.length > 0 && <Button onClick={() => choose(true)}>{t('lens.change')}</Button>}
      {scanner.choosing && (
        <LensSheet
          lenses={lenses}
          current={scanner.lensId}
          onClose={() => choose(false)}
          onChoose={scanner.use}
        />
      )}
    </div>
  );
}
