/** Texts with their places on a page, put into rows and columns like any table. Pure. */
import type { Sheet, TableRow } from '../../table/sheet.ts';

/** A text on a page, in points: from left to right edge, and how high its base stands. */
export interface PlacedText {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly base: number;
}

/** The texts of pages as one sheet, page after page, from top to bottom. */
export const sheetOfPages = (pages: readonly (readonly PlacedText[])[]): Sheet =>
  sheetOf(pages.flatMap(rowsOf).map((texts, index) => ({ row: index + 1, texts })));

/** Texts whose bases differ by less than half a line stand in one row, from top to bottom and left to right. */
function rowsOf(texts: readonly PlacedText[]): PlacedText[][] {
  const rows: PlacedText[][] = [];
  for (const text of [...texts].sort((a, b) => b.base - a.base)) {
    const row = rows.at(-1);
    if (row && Math.abs(row[0]!.base - text.base) < 4) row.push(text);
    else rows.push([text]);
  }
  return rows.map((row) => joinNear(row.sort((a, b) => a.left - b.left)));
}

/** Words of one cell stand nearer to each other than cells do. */
function joinNear(row: readonly PlacedText[]): PlacedText[] {
  const cells: PlacedText[] = [];
  for (const text of row) {
    const last = cells.at(-1);
    if (last && text.left - last.right < 6)
      cells[cells.length - 1] = {
        ...last,
        right: text.right,
        text: `${last.text}${text.left - last.right > 1 ? ' ' : ''}${text.text}`,
      };
    else cells.push(text);
  }
  return cells;
}

/** Columns are those of the row with most texts above numbers, the header; every text goes to the column it overlaps or is nearest. */
function sheetOf(rows: readonly { row: number; texts: readonly PlacedText[] }[]): Sheet {
  const made: TableRow[] = [];
  let columns: readonly PlacedText[] = [];
  for (const { row, texts } of rows) {
    // A row of words only, at least two, is a header for what stands under it.
    if (texts.length > 1 && texts.every((text) => !/\d/.test(text.text))) columns = texts;
    const inColumns = columns.length > 1 && texts.some((text) => /\d/.test(text.text)) && texts.length > 1;
    const cells = inColumns ? placed(texts, columns) : texts.map((text) => text.text.trim());
    made.push({ row, cells });
  }
  return { name: null, rows: made, merges: [] };
}

function placed(texts: readonly PlacedText[], columns: readonly PlacedText[]): string[] {
  const cells = columns.map(() => '');
  for (const text of texts) {
    const distance = (column: PlacedText): number =>
      Math.max(0, text.left - column.right, column.left - text.right) ||
      Math.min(Math.abs(text.left - column.left), Math.abs(text.right - column.right)) / 1000;
    const nearest = columns.map(distance).reduce((best, one, index, all) => (one < all[best]! ? index : best), 0);
    cells[nearest] = `${cells[nearest]} ${text.text}`.trim();
  }
  return cells;
}
