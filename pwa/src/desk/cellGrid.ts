/** Above this many cells a grid is too small to be tapped; the number alone is asked for. */
const MOST_CELLS = 60;

interface Sheet {
  readonly columns: number;
  readonly rows: number;
}

function sheetOf(layout: HTMLSelectElement): Sheet {
  const chosen = Array.from(layout.options).find((option) => option.value === layout.value);
  const { columns, rows } = chosen?.dataset ?? {};
  return { columns: Number(columns ?? 1), rows: Number(rows ?? 1) };
}

function cell(number: number, name: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = String(number);
  button.dataset.cell = String(number);
  button.setAttribute('aria-label', name.replace('{n}', String(number)));
  return button;
}

/** Cells before the first one are used up; it alone is pressed. */
function mark(grid: HTMLElement, first: number): void {
  for (const button of grid.querySelectorAll('button')) {
    const number = Number(button.dataset.cell);
    button.classList.toggle('used', number < first);
    button.setAttribute('aria-pressed', String(number === first));
  }
}

function draw(field: HTMLElement, grid: HTMLElement, input: HTMLInputElement, sheet: Sheet): void {
  const count = sheet.columns * sheet.rows;
  field.hidden = count === 1;
  grid.hidden = count > MOST_CELLS;
  grid.style.setProperty('--columns', String(sheet.columns));
  const name = grid.dataset.cellName ?? '{n}';
  const cells = grid.hidden ? 0 : count;
  grid.replaceChildren(...Array.from({ length: cells }, (_, at) => cell(at + 1, name)));
  input.max = String(count);
  if (Number(input.value) > count) input.value = '1';
  mark(grid, Number(input.value));
}

function start(field: HTMLElement): void {
  const layout = document.querySelector<HTMLSelectElement>(`#${field.dataset.cellsOf}`);
  const grid = field.querySelector<HTMLElement>('.cells');
  const input = field.querySelector('input');
  if (!layout || !grid || !input) return;
  const redraw = () => draw(field, grid, input, sheetOf(layout));
  layout.addEventListener('change', redraw);
  input.addEventListener('input', () => mark(grid, Number(input.value)));
  grid.addEventListener('click', (event) => {
    const { cell: number } = (event.target as HTMLElement).dataset;
    if (number === undefined) return;
    input.value = number;
    mark(grid, Number(number));
  });
  redraw();
}

/**
 * The sheet as it lies there: a tap on the first cell that is still free fills in its number. The
 * number is a field of its own, so that all works without this script.
 */
export function startCellGrids(root: Document): void {
  for (const field of root.querySelectorAll<HTMLElement>('[data-cells-of]')) start(field);
}
