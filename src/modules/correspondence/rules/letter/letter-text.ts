/** A letter as the plain text of a mail: seventy-odd columns, readable without a table's lines. Pure. */
import type { Letter, LetterTable } from './letter.ts';

const spaces = (count: number): string => ' '.repeat(Math.max(0, count));
/** Blanks that do not break are for print; in plain text they only confuse. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

/** Writes the letter as text. Columns are as wide as their longest cell. */
export function letterText(letter: Letter): string {
  const parts = [letter.greeting, ...letter.opening];
  if (letter.groups.some((group) => group.rows.length > 0)) parts.push(tableText(letter));
  for (const table of letter.more ?? [])
    parts.push([...(table.title === null ? [] : [table.title, '']), tableText(table)].join('\n'));
  parts.push(...letter.closing);
  if (letter.payment) parts.push([letter.payment.title, ...factLines(letter.payment.facts)].join('\n'));
  parts.push([letter.farewell, ...letter.signature].join('\n'), ...letter.notes);
  return `${plain(parts.join('\n\n'))}\n`;
}

function factLines(facts: readonly { readonly label: string; readonly value: string }[]): string[] {
  const width = Math.max(...facts.map((fact) => fact.label.length));
  return facts.map((fact) => `  ${fact.label}${spaces(width - fact.label.length)}  ${fact.value}`);
}

function tableText({ columns, groups, totals }: Pick<LetterTable, 'columns' | 'groups' | 'totals'>): string {
  const rows = groups.flatMap((group) => group.rows);
  const last = columns.length - 1;
  const widths = columns.map((column, index) =>
    Math.max(
      column.title.length,
      ...rows.map((row) => row[index]!.length),
      ...(index === last ? totals.map((total) => total.value.length) : []),
    ),
  );
  const line = (cells: readonly string[]): string =>
    `  ${cells
      .map((cell, index) =>
        columns[index]!.align === 'right'
          ? spaces(widths[index]! - cell.length) + cell
          : cell + spaces(widths[index]! - cell.length),
      )
      .join('  ')}`.trimEnd();
  const width = widths.reduce((sum, one) => sum + one, 0) + 2 * last;
  const rule = `  ${'-'.repeat(width)}`;
  const total = ({ label, value }: { label: string; value: string }): string =>
    `  ${label}${spaces(width - label.length - value.length)}${value}`;
  return [
    line(columns.map((column) => column.title)),
    rule,
    ...groups.flatMap((group) => [
      ...(group.title === null ? [] : ['', `  ${group.title}`]),
      ...group.rows.map((row) => line(row)),
    ]),
    ...(totals.length === 0 ? [] : [rule, ...totals.map(total)]),
  ].join('\n');
}
