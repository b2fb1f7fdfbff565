import type { Lens } from '../scan/lenses';
import { t } from '../ui/messages';
import { Sheet } from '../ui/Sheet';
import { lensName } from './lensName';

type Props = {
  readonly lenses: readonly Lens[];
  readonly current: string | undefined;
  readonly onChoose: (lens: Lens) => void;
  readonly onClose: () => void;
};

/** Which of the phone's lenses looks; the choice holds on this device. */
export function LensSheet({ lenses, current, onChoose, onClose }: Props) {
  return (
    <Sheet title={t('lens.title')} onClose={onClose}>
      <div class="stack">
        <p class="soft">{t('lens.hint')}</p>
        {lenses.map((lens) => (
          <button
            key={lens.deviceId}
            type="button"
            class="button button-wide pick"
            aria-pressed={lens.deviceId === current}
            onClick={() => onChoose(lens)}
          >
            {lensName(lens, lenses)}
          </button>
        ))}
      </div>
    </Sheet>
  );
}
