/** The fields of a form that count with one choice only: `data-only-for` lists its values. */
function show(select: HTMLSelectElement): void {
  const form = select.closest('[data-steered]');
  for (const part of form?.querySelectorAll<HTMLElement>('[data-only-for]') ?? []) {
    part.hidden = !(part.dataset.onlyFor ?? '').split(' ').includes(select.value);
  }
}

function showAll(root: Document): void {
  for (const select of root.querySelectorAll<HTMLSelectElement>('select[data-steers]'))
    show(select);
}

/** Hides what does not count with what a `select[data-steers]` says; without this all is shown. */
export function startOnlyFor(root: Document): void {
  showAll(root);
  root.addEventListener('htmx:afterSettle', () => showAll(root));
  root.addEventListener('change', (event) => {
    const select = event.target as HTMLSelectElement;
    if (select.dataset.steers !== undefined) show(select);
  });
}
