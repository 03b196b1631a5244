/** Copies rows for a spreadsheet: text with tabs and an HTML table at once, plain numbers, nothing that runs as a formula. */

/** A text that a spreadsheet would take for a formula gets an apostrophe; full-width signs count as well. */
export const neutralise = (text: string): string => (/^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text);

/** A cell: text of the books, or a number or day of our own making that stays as it is. */
export type CopyCell = string | { readonly plain: string };

const textOf = (cell: CopyCell): string =>
  (typeof cell === 'string' ? neutralise(cell) : cell.plain).replaceAll(/[\t\r\n]+/g, ' ');

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Puts the table on the clipboard. Works without a secure context too, where `navigator.clipboard` does not exist. */
export function copyTable(head: readonly string[], rows: readonly (readonly CopyCell[])[]): boolean {
  const lines = [head as readonly CopyCell[], ...rows].map((row) => row.map(textOf));
  const tsv = lines.map((line) => line.join('\t')).join('\r\n');
  const html = `<table>${lines.map((line) => `<tr>${line.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`).join('')}</table>`;
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
