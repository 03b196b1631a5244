/** A bank file as the public document of `bank read`: amounts as decimal strings in major units. Pure. */
import { formatAmount, isCurrency } from '#kernel';
import {
  type BankBalance,
  type BankDetail,
  type BankEntry,
  type BankFile,
  type BankStatement,
  footing,
} from './model.ts';

/** Writes an amount with its currency's digits; two where the currency is unknown. */
const amountText = (amountMinor: bigint, currency: string | null): string =>
  formatAmount(amountMinor, currency !== null && isCurrency(currency) ? currency : 'EUR');

const balanceJson = (balance: BankBalance | null) =>
  balance && {
    date: balance.date,
    amount: amountText(balance.amountMinor, balance.currency),
    currency: balance.currency,
  };

const detailJson = (detail: BankDetail) => ({
  amount: amountText(detail.amountMinor, detail.currency),
  currency: detail.currency,
  counterparty: detail.counterparty,
  remittance: detail.remittance,
  structuredReference: detail.structuredReference,
  endToEndId: detail.endToEndId,
});

const entryJson = (entry: BankEntry) => ({
  bookingDate: entry.bookingDate,
  valueDate: entry.valueDate,
  amount: amountText(entry.amountMinor, entry.currency),
  currency: entry.currency,
  status: entry.status,
  reversal: entry.reversal,
  bankReference: entry.bankReference,
  customerReference: entry.customerReference,
  transactionCode: entry.transactionCode,
  counterparty: entry.counterparty,
  remittance: entry.remittance,
  structuredReference: entry.structuredReference,
  details: entry.details.map(detailJson),
});

const statementJson = (statement: BankStatement) => {
  const { foots, differenceMinor } = footing(statement);
  return {
    account: statement.account,
    currency: statement.currency,
    reference: statement.reference,
    number: statement.number,
    openingBalance: balanceJson(statement.openingBalance),
    closingBalance: balanceJson(statement.closingBalance),
    foots,
    difference: amountText(differenceMinor, statement.currency),
    entries: statement.entries.map(entryJson),
  };
};

/** The document that `bank read --json` prints. */
export const bankFileToJson = (file: BankFile) => ({
  format: file.format,
  statements: file.statements.map(statementJson),
  warnings: [
    ...file.warnings,
    ...file.statements.flatMap((statement) => {
      const { foots, differenceMinor } = footing(statement);
      if (foots !== false) return [];
      return [
        {
          code: 'bank.does-not-foot',
          message: `Statement ${statement.number ?? statement.reference ?? ''} of ${statement.account ?? 'an unnamed account'} does not foot: ${amountText(differenceMinor, statement.currency)} is missing.`,
        },
      ];
    }),
  ],
});
