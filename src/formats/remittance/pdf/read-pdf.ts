/**
 * A remittance on PDF pages: texts are put into rows and columns by where they stand, then read like any table. A page without
 * text is a picture; it is refused and says so. Read by Mozilla's pdf.js; scripts in a file are never run.
 */
import { raise } from '#kernel';
import type { BankWarning } from '../../bank/model.ts';
import type { Sheet, TableRow } from '../../table/sheet.ts';
import { type RemittanceFile, warnOfSums } from '../model.ts';
import type { RemittanceMapping } from '../table/columns.ts';
import { readRemittanceSheet } from '../table/read-remittance-sheet.ts';

const maximumBytes = 25 * 1024 * 1024;
const maximumPages = 200;
const maximumTexts = 100_000;

export const looksLikePdf = (bytes: Uint8Array): boolean =>
  [0x25, 0x50, 0x44, 0x46, 0x2d].every((byte, index) => bytes[index] === byte);

/** A text on a page: from left to right edge, and how high its base stands. */
interface PlacedText {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly base: number;
}

/**
 * Reads a PDF. Refuses one that cannot be opened (`pdf.malformed`), is locked (`pdf.encrypted`), too large, or holds no text
 * (`pdf.no-text`) or no remittance table (`remittance.no-table`).
 */
export async function readPdfRemittance(bytes: Uint8Array, mapping?: RemittanceMapping): Promise<RemittanceFile> {
  const warnings: BankWarning[] = [];
  const remittances = readRemittanceSheet(await readPdfSheet(bytes), mapping, warnings);
  if (!remittances || remittances.length === 0)
    return raise('remittance.no-table', 'The PDF holds no table with documents and amounts. Nothing was read.');
  warnOfSums(remittances, warnings);
  return { format: 'pdf', remittances, warnings };
}

/**
 * The texts of all pages as one sheet. Refuses a PDF that cannot be opened (`pdf.malformed`), is locked (`pdf.encrypted`), too
 * large (`file.too-large`, `pdf.too-many-pages`, `pdf.too-many-texts`) or holds no text (`pdf.no-text`).
 */
export async function readPdfSheet(bytes: Uint8Array): Promise<Sheet> {
  if (bytes.length > maximumBytes)
    raise('file.too-large', `The PDF is larger than ${maximumBytes} bytes. Nothing was read.`);
  const pages = await pagesOf(bytes);
  if (pages.every((page) => page.length === 0))
    raise('pdf.no-text', 'The PDF holds pictures of pages but no text; key in what it says. Nothing was read.');
  return sheetOf(pages.flatMap(rowsOf).map((texts, index) => ({ row: index + 1, texts })));
}

async function pagesOf(bytes: Uint8Array): Promise<PlacedText[][]> {
  // The library is large and few files need it.
  const { getDocumentProxy } = await import('unpdf');
  try {
    // It takes the buffer away from its caller; it gets a copy.
    const document = await getDocumentProxy(Uint8Array.from(bytes), { isEvalSupported: false, verbosity: 0 });
    try {
      if (document.numPages > maximumPages)
        raise('pdf.too-many-pages', `The PDF has more than ${maximumPages} pages. Nothing was read.`);
      const pages: PlacedText[][] = [];
      let count = 0;
      for (let number = 1; number <= document.numPages; number += 1) {
        const content = await (await document.getPage(number)).getTextContent();
        const texts = content.items.flatMap((item): PlacedText[] =>
          'str' in item && item.str.trim() !== ''
            ? [
                {
                  text: item.str.replace(/\s+/g, ' '),
                  left: item.transform[4] as number,
                  right: (item.transform[4] as number) + item.width,
                  base: item.transform[5] as number,
                },
              ]
            : [],
        );
        count += texts.length;
        if (count > maximumTexts)
          raise('pdf.too-many-texts', `The PDF holds more than ${maximumTexts} texts. Nothing was read.`);
        pages.push(texts);
      }
      return pages;
    } finally {
      await document.destroy();
    }
  } catch (fault) {
    if ((fault as Error).name === 'RefusalError') throw fault;
    if ((fault as Error).name === 'PasswordException')
      return raise('pdf.encrypted', 'The PDF is protected by a password. Nothing was read.');
    return raise(
      'pdf.malformed',
      `The PDF cannot be opened: ${(fault as Error).message.slice(0, 200)} Nothing was read.`,
    );
  }
}

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
