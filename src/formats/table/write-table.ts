/** Writes CSV rows that a spreadsheet opens as data, never as formulas. Pure. */

/**
 * One cell: text that a spreadsheet would take for a formula (= + - @ also full-width, tab or line end first) gets an apostrophe in
 * front; plain numbers stay numbers. Source: OWASP, CSV injection.
 */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) && !/^[+-]?\d+([.,]\d+)?$/.test(text) ? `'${text}` : text;
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One row with its line end. */
export const csvRow = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;
