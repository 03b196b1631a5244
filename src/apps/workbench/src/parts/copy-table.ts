/** Copies rows for a spreadsheet: text with tabs and an HTML table at once, plain numbers, nothing that runs as a formula. */

/** A text that a spreadsheet would take for a formula gets an apostrophe; full-width signs count as well. */
export const neutralise = (text: string): string => (/^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text);

/** A cell: text of the books, or a number or day of our own making that stays as it is. */
export type CopyCell = string | { readonly plain: string };

const textOf = (cell: CopyCell): string =>
  (typeof cell === 'string' ? neutralise(cell) : cell.plain).replaceAll(/[\t\r\n]+/g, ' ');

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Days since the day from which spreadsheets count. */
const serialDay = (day: string): number => (Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000;

/** How Excel (`x:num`, `mso-number-format`) and Calc (`sdval`, `sdnum`) take a cell: its value, and how it is shown. */
const asNumber = (value: number | string, excel: string, calc: string): string =>
  ` x:num="${value}" style="mso-number-format:'${excel}'" sdval="${value}" sdnum="1033;0;${calc}"`;

/**
 * What a spreadsheet is told of a cell, because it would guess by the notation of its reader: 12.11 is a day in November in
 * German, 00077 is 77 everywhere, 4711E3 is four million. Numbers and days bring their value along, text is said to be text.
 */
function kindOf(cell: CopyCell): string {
  if (typeof cell === 'string') return ` style="mso-number-format:'\\@'" sdnum="1033;0;@"`;
  const [number, fraction] = /^-?\d{1,15}(?:\.(\d+))?$/.exec(cell.plain) ?? [];
  if (number !== undefined) {
    const digits = fraction === undefined ? '0' : `0.${'0'.repeat(fraction.length)}`;
    return asNumber(number, digits.replace('.', '\\.'), digits);
  }
  if (/^\d{4}-\d\d-\d\d$/.test(cell.plain)) return asNumber(serialDay(cell.plain), 'yyyy\\-mm\\-dd', 'YYYY-MM-DD');
  return '';
}

/** The table as HTML, with what each cell is. */
export function htmlOf(lines: readonly (readonly CopyCell[])[]): string {
  const rows = lines.map(
    (line) => `<tr>${line.map((cell) => `<td${kindOf(cell)}>${escapeHtml(textOf(cell))}</td>`).join('')}</tr>`,
  );
  return `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table>${rows.join('')}</table></body></html>`;
}

/** Puts the table on the clipboard. Works without a secure context too, where `navigator.clipboard` does not exist. */
export function copyTable(head: readonly string[], rows: readonly (readonly CopyCell[])[]): boolean {
  const lines: readonly (readonly CopyCell[])[] = [head, ...rows];
  const tsv = lines.map((line) => line.map(textOf).join('\t')).join('\r\n');
  const html = htmlOf(lines);
  const onCopy = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', tsv);
    event.clipboardData?.setData('text/html', html);
    event.preventDefault();
  };
  document.addEventListener('copy', onCopy, { once: true });
  const copied = document.execCommand('copy');
  document.removeEventListener('copy', onCopy);
  return copied;
}
