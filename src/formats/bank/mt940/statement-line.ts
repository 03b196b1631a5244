/** Field 61, the statement line: value date, entry date, mark, amount, type, references, supplementary details. */
import { type Day, daysBetween, daysInMonth, isDay, raise } from '#kernel';
import { readBankAmount } from '../amount.ts';
import type { BankWarning } from '../model.ts';

export interface StatementLine {
  readonly valueDate: Day;
  readonly entryDate: Day | null;
  readonly amountMinor: bigint;
  readonly reversal: boolean;
  readonly transactionCode: string | null;
  readonly customerReference: string | null;
  readonly bankReference: string | null;
  readonly supplementary: string;
}

/**
 * YYMMDD as a day. A day that its month lacks (30 February: banks that count every month as 30 days) becomes the
 * month's last day, with a warning; anything else that is no day is refused.
 */
export function readDate(text: string, line: number, warnings: BankWarning[]): Day {
  const match = /^(\d{2})(\d{2})(\d{2})$/.exec(text);
  const year = match ? 2000 + Number(match[1]) - (Number(match[1]) >= 80 ? 100 : 0) : 0;
  const month = Number(match?.[2]);
  const day = Number(match?.[3]);
  if (!match || month < 1 || month > 12 || day < 1 || day > 31) {
    raise(
      'mt940.date-malformed',
      `Line ${line}: "${text}" is not a date YYMMDD. Nothing was read.`,
      { text },
      { file: '', row: line },
    );
  }
  const last = daysInMonth(year, month);
  if (day > last)
    warnings.push({
      code: 'mt940.day-clipped',
      message: `${text} is no calendar day; the last day of its month was taken.`,
      line,
    });
  return `${year}-${match[2]}-${String(Math.min(day, last)).padStart(2, '0')}`;
}

/** The entry date MMDD belongs to the year that brings it nearest to the value date (statements over new year). */
function readEntryDate(text: string, valueDate: Day): Day | null {
  if (!/^\d{4}$/.test(text)) return null;
  const year = Number(valueDate.slice(0, 4));
  const candidates = [year - 1, year, year + 1].map((y) => `${y}-${text.slice(0, 2)}-${text.slice(2)}`).filter(isDay);
  return (
    candidates.sort((a, b) => Math.abs(daysBetween(valueDate, a)) - Math.abs(daysBetween(valueDate, b)))[0] ?? null
  );
}

// value date · entry date (some banks leave blanks) · mark, reversal first · funds code · amount · type · reference · // bank's own
const pattern = /^(\d{6})(\d{4}|\s{4})?(RC|RD|C|D)([A-Z])?\s*([\d.]*,?\d*)\s*([A-Z][A-Z0-9 ]{3})?(.*)$/;

/** Reads a field 61; refuses what does not follow its grammar (`mt940.line-malformed`). */
export function readStatementLine(
  lines: readonly string[],
  line: number,
  currency: string | null,
  warnings: BankWarning[],
): StatementLine {
  const match = pattern.exec(lines[0]!);
  if (!match || !/\d/.test(match[5]!)) {
    raise(
      'mt940.line-malformed',
      `Line ${line}: ":61:${lines[0]}" is not a statement line. Nothing was read.`,
      {},
      { file: '', row: line },
    );
  }
  const [, date, entry, mark, , amountText, type, rest] = match;
  const valueDate = readDate(date!, line, warnings);
  const amount = readBankAmount(amountText!.replaceAll('.', ''), ',', currency, { file: '', row: line });
  const [customer = '', ...bank] = rest!.split('//');
  const blankless = (text: string): string | null => {
    const trimmed = text.trim();
    return trimmed === '' || trimmed === 'NONREF' ? null : trimmed;
  };
  return {
    valueDate,
    entryDate: entry ? readEntryDate(entry, valueDate) : null,
    // RC takes a credit back, RD a debit.
    amountMinor: mark === 'C' || mark === 'RD' ? amount : -amount,
    reversal: mark!.startsWith('R'),
    transactionCode: type?.trim() || null,
    customerReference: blankless(customer),
    bankReference: blankless(bank.join('//')),
    supplementary: lines.slice(1).join(' ').trim(),
  };
}
