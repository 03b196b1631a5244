/** A customer's own statement of the account they keep of us, as the reader gives it. Pure. */
import type { Day } from '#kernel';
import type { BankWarning } from '../bank/model.ts';

export interface AccountStatementLine {
  /** The row in the file as a spreadsheet counts. */
  readonly row: number;
  /** The document as the customer writes it. */
  readonly reference: string;
  /** A second number beside it: our own document, where the first is theirs; null where there is none. */
  readonly otherReference: string | null;
  readonly documentDate: Day | null;
  readonly dueDate: Day | null;
  /** Signed as the file has it: from one column, or credit less debit. Who owes whom is decided against our ledger. */
  readonly amountMinor: bigint;
  /** What the line is, in the customer's words; empty where no column says it. */
  readonly kind: string;
  readonly memo: string;
}

export interface AccountStatement {
  readonly format: 'csv' | 'xlsx' | 'pdf';
  readonly currency: string;
  /** The day that the statement says it is of; null where it says none. */
  readonly asOf: Day | null;
  /** Signed as the lines; null where the statement has none. */
  readonly openingMinor: bigint | null;
  readonly closingMinor: bigint | null;
  readonly lines: readonly AccountStatementLine[];
  readonly warnings: readonly BankWarning[];
}
