function reveal(root: Document): void {
  for (const head of root.querySelectorAll<HTMLInputElement>('[data-tick-all]'))
    head.hidden = false;
}

/**
 * The box at a table's head that ticks every box named by its `data-tick-all`. It is hidden in the
 * page, since without this script it would do nothing.
 */
export function startTickAll(root: Document): void {
  reveal(root);
  // What htmx puts in later brings a head of its own.
  root.addEventListener('htmx:afterSettle', () => reveal(root));
  root.addEventListener('change', (event) => {
    const head = event.target as HTMLInputElement;
    const name = head.dataset.tickAll;
    if (name === undefined) return;
    const boxes = head.form?.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`) ?? [];
    for (const box of boxes) box.checked = head.checked;
  });
}
