import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from './messages';

type Props = {
  readonly title: string;
  readonly onClose: () => void;
  /** Something unsaved is inside: it is left by its own buttons only. */
  readonly locked?: boolean;
  readonly children: ComponentChildren;
};

/** A native dialog that rises from the lower edge; it is there as long as it is rendered. */
export function Sheet({ title, onClose, locked, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  // Before the first frame: drawn closed and opened afterwards, a sheet would come a frame later.
  useLayoutEffect(() => {
    const shown = dialog.current;
    if (shown && !shown.open) shown.showModal();
    // Left to itself a dialog begins at its closing button, which a thumb or Enter then finds first.
    heading.current?.focus();
    return () => shown?.close();
  }, []);
  const onCancel = (event: Event) => {
    event.preventDefault();
    if (!locked) onClose();
  };
  return (
    <dialog class="sheet" ref={dialog} aria-labelledby={id} onCancel={onCancel}>
      <div class="sheet-top">
        <h2 id={id} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {!locked && (
          <button class="sheet-close" type="button" aria-label={t('app.close')} onClick={onClose}>
            ×
          </button>
        )}
      </div>
      {children}
    </dialog>
  );
}
