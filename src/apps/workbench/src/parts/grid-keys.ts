/** Arrow keys between the links of a table's cells: to the nearest link in the next row or column that has one. */
import type { KeyboardEvent } from 'react';

const steps: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};

/** The column in which a cell begins; cells before it may span several. */
function columnOf(cell: HTMLTableCellElement): number {
  const before = [...(cell.parentElement as HTMLTableRowElement).cells].slice(0, cell.cellIndex);
  return before.reduce((columns, one) => columns + one.colSpan, 0);
}

export function moveInGrid(event: KeyboardEvent<HTMLTableElement>): void {
  const step = steps[event.key];
  const cell = (event.target as HTMLElement).closest<HTMLTableCellElement>('td,th');
  if (!step || !cell || event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = [...event.currentTarget.rows];
  let row = rows.indexOf(cell.parentElement as HTMLTableRowElement);
  let column = columnOf(cell);
  for (;;) {
    row += step[0];
    column += step[1];
    const next = [...(rows[row]?.cells ?? [])].find((one) => columnOf(one) === column);
    if (!next) return;
    const link = next.querySelector<HTMLElement>('a,button');
    if (!link) continue;
    event.preventDefault();
    link.focus();
    link.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    return;
  }
}
