/** A file of credit transfers as it is handed to a bank: one account of ours, payments in batches. Pure. */
import type { Day } from '#kernel';

/** How a bank is named: by its BIC, or by its number in a national clearing system. */
export type BankIdentity =
  | { readonly kind: 'bic'; readonly bic: string }
  /** `system`: a code of the ISO list ExternalClearingSystemIdentification, such as USABA or GBDSC. */
  | { readonly kind: 'clearing'; readonly system: string; readonly member: string };

export interface TransferParty {
  readonly name: string;
  /** An IBAN without blanks, or an account number as its bank writes it. */
  readonly account: string;
  readonly iban: boolean;
  readonly bank: BankIdentity | null;
  /** Where it lives; a bank outside SEPA asks for town and country. */
  readonly address: { readonly town: string; readonly country: string } | null;
}

export interface CreditTransfer {
  /** At most 35 characters; the bank tells it back on the statement. */
  readonly endToEndId: string;
  readonly amountMinor: bigint;
  readonly creditor: TransferParty;
  /** What the receiver reads, at most 140 characters. */
  readonly text: string;
}

/** `sepa`: euro between two IBANs of the SEPA area; `general`: any other transfer, charges shared. */
export type TransferScheme = 'sepa' | 'general';

export interface TransferBatch {
  /** The bank tells it back where it books the batch in one amount. */
  readonly id: string;
  readonly scheme: TransferScheme;
  readonly transfers: readonly CreditTransfer[];
}

export interface CreditTransferFile {
  /** At most 35 characters, never used twice. */
  readonly messageId: string;
  /** UTC, to the second. */
  readonly madeAt: Date;
  readonly executionDate: Day;
  readonly currency: string;
  readonly debtor: Omit<TransferParty, 'address'>;
  readonly batches: readonly TransferBatch[];
}
