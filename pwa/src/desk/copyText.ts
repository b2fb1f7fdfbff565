/** Copies by the selection: the clipboard's own interface is missing where a school serves http. */
function copy(area: HTMLTextAreaElement, said: HTMLElement | null): void {
  area.focus();
  area.select();
  if (document.execCommand('copy') && said) said.hidden = false;
}

/**
 * The button beside a text to paste elsewhere, named by `data-copy`. It is hidden in the page,
 * since without this script the text is selected and copied by hand.
 */
export function startCopyText(root: Document): void {
  for (const bar of root.querySelectorAll<HTMLElement>('[data-copy]')) {
    const area = root.querySelector<HTMLTextAreaElement>(`#${bar.dataset.copy}`);
    if (!area) continue;
    bar.hidden = false;
    const said = bar.querySelector<HTMLElement>('[role=status]');
    bar.querySelector('button')?.addEventListener('click', () => copy(area, said));
  }
}
