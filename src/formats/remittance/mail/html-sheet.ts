/**
 * The HTML of a mail as rows: those of its tables, and what stands around them line by line. Mail programs pack each cell into
 * paragraphs, stand tables in tables, and leave end tags out; what they mean is what a reader sees. Pure.
 */
import type { Sheet } from '../../table/sheet.ts';
import { characterOf } from '../../xml/events.ts';

const longestHtml = 2_000_000;
const mostRows = 50_000;
const mostColumns = 200;

const entities: Readonly<Record<string, string>> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  euro: '€',
  minus: '−',
};

/** A cell as the lines that it shows. */
type Cell = string[];

/** A table that is open: its row, where one is, whose last cell takes text while it is open. */
interface OpenTable {
  row: Cell[] | null;
  inCell: boolean;
}

/** Rows as a sheet, those without anything left out; they are numbered as they stand. */
export const sheetOf = (rows: readonly (readonly string[])[]): Sheet => ({
  name: null,
  rows: rows
    .map((cells, index) => ({ row: index + 1, cells: [...cells] }))
    .filter((row) => row.cells.some((cell) => cell !== '')),
  merges: [],
});

/**
 * Rows of HTML: each row of a table with its cells, a cell over several columns followed by empty ones; a cell of several lines is
 * one text, unless all cells of the row have as many, with figures in each: then these are rows. A table that stands in the only cell of another is as
 * if it stood alone. Paragraphs and lines outside of tables are rows of one cell.
 */
export function htmlSheet(html: string): Sheet {
  const rows: string[][] = [];
  const tables: OpenTable[] = [];
  let loose = '';
  const emit = (cells: string[]): void => {
    if (rows.length < mostRows && cells.some((cell) => cell !== '')) rows.push(cells);
  };
  const breakLine = (): void => {
    const table = tables.at(-1);
    if (table?.inCell) table.row!.at(-1)!.push('');
    else {
      emit([plain(loose)]);
      loose = '';
    }
  };
  const addText = (text: string): void => {
    const table = tables.at(-1);
    if (table?.inCell) {
      const cell = table.row!.at(-1)!;
      cell[cell.length - 1] += text;
    } else loose += text;
  };
  const endRow = (table: OpenTable): void => {
    if (table.row) for (const cells of rowsOf(table.row)) emit(cells);
    table.row = null;
    table.inCell = false;
  };
  const startCell = (attributes: string): void => {
    if (tables.length === 0) tables.push({ row: null, inCell: false });
    const table = tables.at(-1)!;
    table.row ??= [];
    // What a cell spans beside its first column is empty.
    const span = Math.min(Number(/\bcolspan\s*=\s*["']?(\d{1,3})/i.exec(attributes)?.[1] ?? '1'), mostColumns);
    if (table.row.length < mostColumns) table.row.push(['']);
    spans.set(table.row.at(-1)!, span);
    table.inCell = true;
  };
  const text = shown(html.slice(0, longestHtml));
  let from = 0;
  for (const match of text.matchAll(marks)) {
    addText(text.slice(from, match.index));
    from = match.index + match[0].length;
    const [, slash, name = '', attributes = ''] = match;
    const table = tables.at(-1);
    switch (name.toLowerCase()) {
      case 'table':
        if (slash && table) {
          endRow(table);
          tables.pop();
        } else if (!slash) {
          // What the cell around it says before it stands above it.
          if (table?.inCell && table.row!.length === 1)
            for (const cells of rowsOf(table.row!.splice(0, 1, ['']))) emit(cells);
          else if (!table) breakLine();
          tables.push({ row: null, inCell: false });
        }
        break;
      case 'tr':
        if (table) endRow(table);
        break;
      case 'td':
      case 'th':
        if (slash) {
          if (table) table.inCell = false;
        } else startCell(attributes);
        break;
      default:
        breakLine();
    }
  }
  addText(text.slice(from));
  while (tables.length > 0) endRow(tables.pop()!);
  breakLine();
  return sheetOf(rows);
}

/** HTML without what no reader sees: scripts, styles, comments. One that never ends hides nothing. */
function shown(html: string): string {
  const lower = html.toLowerCase();
  const endless = new Set<string>();
  let [text, from] = ['', 0];
  for (const match of lower.matchAll(/<!--|<(script|style|head|title)\b/g)) {
    const mark = match[1] === undefined ? '-->' : `</${match[1]}`;
    if (match.index < from || endless.has(mark)) continue;
    const end = lower.indexOf(mark, match.index);
    if (end < 0) endless.add(mark);
    else {
      text += `${html.slice(from, match.index)} `;
      from = end + mark.length;
    }
  }
  return text + html.slice(from);
}

/** How many columns a cell spans. */
const spans = new WeakMap<Cell, number>();

/** The marks that part rows, cells and lines. */
const marks = /<(\/?)(table|tr|td|th|p|br|div|li|ul|ol|h[1-6]|hr|blockquote)\b([^<>]{0,2000})>/gi;

/** A row as one or several: see `htmlSheet`. */
function rowsOf(row: readonly Cell[]): string[][] {
  const cells = row.map((cell) => cell.map(plain).filter((line) => line !== ''));
  if (cells.length === 1) return cells[0]!.map((line) => [line]);
  const filled = cells.filter((lines) => lines.length > 0);
  const count = filled[0]?.length ?? 0;
  const spread = (texts: readonly string[]): string[] =>
    texts
      .flatMap((text, place) => [text, ...Array<string>((spans.get(row[place]!) ?? 1) - 1).fill('')])
      .slice(0, mostColumns);
  if (count > 1 && filled.every((lines) => lines.length === count && lines.every((line) => /\d/.test(line))))
    return Array.from({ length: count }, (_, line) => spread(cells.map((lines) => lines[line] ?? '')));
  return [spread(cells.map((lines) => lines.join(' ')))];
}

/** HTML between two marks as its text. */
const plain = (html: string): string =>
  html
    .replace(/<[^<>]{0,5000}>/g, ' ')
    .replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,6});/gi, (whole, name: string) => {
      if (!name.startsWith('#')) return entities[name.toLowerCase()] ?? whole;
      const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
      return characterOf(code) ?? ' ';
    })
    .replace(/[\s\u00ad\u200b]+/g, ' ')
    .trim();
