/** A payer's list of what is paid, as every reader gives it, whatever the format. Pure. */
import { type Day, formatAmount, isCurrency } from '#kernel';
import type { BankWarning, Counterparty, StatedDocument } from '../bank/model.ts';

export type { RemittanceAdjustment } from '../bank/model.ts';

export type RemittanceFormat =
  | 'x12.820'
  | 'x12.823'
  | 'x12.812'
  | 'lockbox'
  | 'nacha'
  | 'iso20022'
  | 'csv'
  | 'xlsx'
  | 'pdf'
  | 'picture'
  | 'eml';

export interface RemittanceFile {
  readonly format: RemittanceFormat;
  readonly remittances: readonly Remittance[];
  readonly warnings: readonly BankWarning[];
  /** Of a lockbox: its number, where the file says it. */
  readonly lockboxNumber?: string | null;
  /** Of a lockbox: the batches that do not foot. */
  readonly differing?: readonly LockboxDifference[];
}

/** A batch of a lockbox whose checks are not its total: a person looks at it. Amounts in cents. */
export interface LockboxDifference {
  readonly batch: string;
  readonly statedMinor: bigint;
  readonly sumMinor: bigint;
  readonly statedChecks: number;
  readonly checks: number;
}

export interface Remittance {
  readonly payer: Counterparty;
  /** The payment's own reference: check number, trace number, end-to-end id. */
  readonly reference: string | null;
  readonly date: Day | null;
  /** The payment; null where the advice does not say it. A return, a debit or a credit memo is negative. */
  readonly amountMinor: bigint | null;
  readonly currency: string | null;
  readonly lines: readonly RemittanceLine[];
  /** Of a lockbox: the batch that it was paid in with. */
  readonly batch?: string;
  /** Of a lockbox that says it for each deposit: its number, and the account at the bank. */
  readonly paidInto?: { readonly lockbox: string | null; readonly account: string | null };
  /** It was read off pictures of pages, so every figure of it may be another. */
  readonly scanned?: boolean;
  /** It was read from sentences of a mail: evidence only. */
  readonly prose?: boolean;
  /** It tells of an earlier payment that came back, by this reason code (Nacha). */
  readonly returnedBecause?: string;
}

/** A line of an advice. One that says no amount shares that of the line before, or leaves it open what is paid on the document. */
export type RemittanceLine = StatedDocument;

export const amountText = (amountMinor: bigint, currency: string | null): string =>
  formatAmount(amountMinor, currency !== null && isCurrency(currency) ? currency : 'EUR');

/** The document that `remittance read --json` prints. */
export const remittanceFileToJson = (file: RemittanceFile) => ({
  format: file.format,
  remittances: file.remittances.map(
    ({ payer, reference, date, amountMinor, currency, lines, scanned, prose, returnedBecause }) => ({
      payer,
      reference,
      date,
      amount: amountMinor === null ? null : amountText(amountMinor, currency),
      currency,
      ...(scanned ? { scanned } : {}),
      ...(prose ? { prose } : {}),
      ...(returnedBecause === undefined ? {} : { returnedBecause }),
      lines: lines.map((line) => ({
        reference: line.reference,
        amount: line.amountMinor === null ? null : amountText(line.amountMinor, currency),
        discount: line.discountMinor === null ? null : amountText(line.discountMinor, currency),
        adjustments: line.adjustments.map((one) => ({
          code: one.code,
          amount: one.amountMinor === null ? null : amountText(one.amountMinor, currency),
        })),
        memo: line.memo,
      })),
    }),
  ),
  warnings: file.warnings,
});

/** What the lines of an advice come to; null where one leaves open what is paid. */
export const sumOfLines = (lines: readonly RemittanceLine[]): bigint | null =>
  lines.every((line) => line.amountMinor !== null || line.shares === true)
    ? lines.reduce((sum, line) => sum + (line.amountMinor ?? 0n), 0n)
    : null;

/** Warns where the lines of a payment say what they pay and do not sum to it. */
export function warnOfSums(remittances: readonly Remittance[], warnings: BankWarning[]): void {
  for (const { amountMinor, currency, lines, reference } of remittances) {
    const sum = sumOfLines(lines);
    if (amountMinor === null || sum === null || lines.length === 0 || sum === amountMinor) continue;
    warnings.push({
      code: 'remittance.sum-differs',
      message: `The lines of payment ${reference ?? '(no reference)'} sum to ${amountText(sum, currency)}, but it is ${amountText(amountMinor, currency)}.`,
    });
  }
}
