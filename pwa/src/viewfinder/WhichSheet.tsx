import { groupCode } from '../scan/code';
import { parseLabel } from '../scan/parseLabel';
import { t } from '../ui/messages';
import { Sheet } from '../ui/Sheet';
import { useLoaded } from '../ui/useLoaded';

/** What a label's text stands for, in words; nothing where that is not known. */
export type NameOf = (text: string) => Promise<string | undefined>;

type Props = {
  readonly texts: readonly string[];
  readonly nameOf: NameOf | undefined;
  readonly onPick: (text: string | undefined) => void;
};

/** Several labels were in view at once: which of them is meant? */
export function WhichSheet({ texts, nameOf, onPick }: Props) {
  const load = () => Promise.all(texts.map((text) => nameOf?.(text).catch(() => undefined)));
  const names = useLoaded(load, [texts]).value;
  return (
    <Sheet title={t('which.title')} onClose={() => onPick(undefined)}>
      <div class="stack">
        <p class="soft">{t('which.hint')}</p>
        {texts.map((text, n) => (
          <button
            key={text}
            type="button"
            class="button button-wide pick"
            onClick={() => onPick(text)}
          >
            <span>
              {names?.[n] ?? t('which.unnamed')}
              <small>{groupCode(parseLabel(text).code)}</small>
            </span>
          </button>
        ))}
      </div>
    </Sheet>
  );
}
