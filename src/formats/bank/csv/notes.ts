/** What a bank writes above and below its lines: account, currency, balance at the start and at the end. Pure. */
import { isCurrency } from '#kernel';
import type { TableRow } from '../../table/sheet.ts';
import type { BankWarning } from '../model.ts';

export interface SheetNotes {
  readonly account: string | null;
  readonly currency: string | null;
  /** Amounts as written. */
  readonly opening: string | null;
  readonly closing: string | null;
}

const start = /start|begin|open|previous|anfang|initial|inicial|début|iniziale/i;
const end = /\bend\b|clos|final|ende|schluss|\bfin\b|finale/i;
const amount = /^[+-]?[\d.,'’ \u00a0]*\d$/;

/** Reads the rows beside the lines; a row of totals is left out, and said. */
export function notesOf(rows: readonly TableRow[], warnings: BankWarning[]): SheetNotes {
  const notes: { -readonly [Name in keyof SheetNotes]: SheetNotes[Name] } = {
    account: null,
    currency: null,
    opening: null,
    closing: null,
  };
  for (const row of rows) {
    const cells = row.cells.filter((cell) => cell !== '');
    const label = cells[0] ?? '';
    const figure = cells.slice(1).findLast((cell) => amount.test(cell));
    if (/balance|saldo|solde|kontostand/i.test(label) && figure !== undefined) {
      if (start.test(label)) notes.opening ??= figure;
      else if (end.test(label)) notes.closing ??= figure;
    } else if (/total|summe/i.test(label)) {
      warnings.push({
        code: 'csv.total-left-out',
        message: `Row ${row.row} ("${label}") is no bank line; it was left out.`,
        line: row.row,
      });
    }
    for (const cell of cells) {
      const account =
        /^(?:account (?:number|no\.?)|iban|kontonummer|konto|compte|cuenta)\s*:\s*([A-Z0-9][A-Z0-9 -]{3,40})$/i.exec(
          cell,
        );
      if (account) notes.account ??= account[1]!.replace(/[ -]/g, '');
      const currency = /^(?:currency|währung|devise|divisa)?\s*:?\s*([A-Z]{3})$/.exec(cell)?.[1];
      if (currency && isCurrency(currency)) notes.currency ??= currency;
    }
  }
  return notes;
}
