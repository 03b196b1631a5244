/** A bank file as the public document of `bank read`: amounts as decimal strings in major units. Pure. */
import { formatAmount, isCurrency } from '#kernel';
import {
  type BankBalance,
  type BankDetail,
  type BankEntry,
  type BankFile,
  type BankWarning,
  bookedOf,
  footingOf,
  type StatedDocument,
  type StatementHead,
} from './model.ts';
import type { BankFileInPieces } from './read-bank-file.ts';

/** Writes an amount with its currency's digits; two where the currency is unknown. */
const amountText = (amountMinor: bigint, currency: string | null): string =>
  formatAmount(amountMinor, currency !== null && isCurrency(currency) ? currency : 'EUR');

const balanceJson = (balance: BankBalance | null) =>
  balance && {
    date: balance.date,
    amount: amountText(balance.amountMinor, balance.currency),
    currency: balance.currency,
  };

/** What the payer says of its documents, where it says anything. */
const statedJson = (stated: readonly StatedDocument[] | undefined, currency: string | null) =>
  stated && {
    stated: stated.map((one) => ({
      reference: one.reference,
      amount: one.amountMinor === null ? null : amountText(one.amountMinor, currency),
      discount: one.discountMinor === null ? null : amountText(one.discountMinor, currency),
      adjustments: one.adjustments.map(({ code, amountMinor }) => ({
        code,
        amount: amountMinor === null ? null : amountText(amountMinor, currency),
      })),
      ...(one.taxMinor !== undefined && { tax: amountText(one.taxMinor, currency) }),
      memo: one.memo,
      ...(one.shares && { shares: true }),
    })),
  };

const detailJson = (detail: BankDetail) => ({
  amount: amountText(detail.amountMinor, detail.currency),
  currency: detail.currency,
  counterparty: detail.counterparty,
  remittance: detail.remittance,
  structuredReference: detail.structuredReference,
  endToEndId: detail.endToEndId,
  ...statedJson(detail.stated, detail.currency),
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
  ...statedJson(entry.stated, entry.currency),
  returned: entry.returned && {
    reasonCode: entry.returned.reasonCode,
    original: entry.returned.originalMinor === null ? null : amountText(entry.returned.originalMinor, entry.currency),
  },
  charges: entry.charges && {
    amount: amountText(entry.charges.amountMinor, entry.charges.currency),
    currency: entry.charges.currency,
    bearer: entry.charges.bearer,
  },
  exchange: entry.exchange && {
    instructed:
      entry.exchange.instructedMinor === null
        ? null
        : amountText(entry.exchange.instructedMinor, entry.exchange.instructedCurrency),
    instructedCurrency: entry.exchange.instructedCurrency,
    rate: entry.exchange.rate,
  },
  details: entry.details.map(detailJson),
});

const statementJson = (statement: StatementHead, bookedMinor: bigint) => {
  const { foots, differenceMinor } = footingOf(statement, bookedMinor);
  return {
    account: statement.account,
    currency: statement.currency,
    reference: statement.reference,
    number: statement.number,
    openingBalance: balanceJson(statement.openingBalance),
    closingBalance: balanceJson(statement.closingBalance),
    foots,
    difference: amountText(differenceMinor, statement.currency),
  };
};

function footingWarning(statement: StatementHead, bookedMinor: bigint): BankWarning[] {
  const { foots, differenceMinor } = footingOf(statement, bookedMinor);
  if (foots !== false) return [];
  return [
    {
      code: 'bank.does-not-foot',
      message: `Statement ${statement.number ?? statement.reference ?? ''} of ${statement.account ?? 'an unnamed account'} does not foot: ${amountText(differenceMinor, statement.currency)} is missing.`,
    },
  ];
}

/** The document that `bank read --json` prints. */
export const bankFileToJson = (file: BankFile) => {
  const statements = file.statements.map((statement) => ({ statement, bookedMinor: bookedOf(statement) }));
  return {
    format: file.format,
    statements: statements.map(({ statement, bookedMinor }) => ({
      ...statementJson(statement, bookedMinor),
      entries: statement.entries.map(entryJson),
    })),
    warnings: [
      ...file.warnings,
      ...statements.flatMap(({ statement, bookedMinor }) => footingWarning(statement, bookedMinor)),
    ],
  };
};

/** So many entries are written at once. */
const entriesAtOnce = 200;

/** The same document as text, piece by piece: the entries of a long file are never there whole. */
export function* bankFileJsonText(file: BankFileInPieces): Generator<string> {
  yield `{"format":${JSON.stringify(file.format)},"statements":[`;
  let place = 0;
  let begun = false;
  let entries: string[] = [];
  // A statement says what it is before its entries, but its entries come first: it was surveyed.
  const beginning = (): string => {
    if (begun) return ',';
    begun = true;
    const statement = file.statements[place]!;
    const head = JSON.stringify(statementJson(statement, statement.bookedMinor));
    return `${place > 0 ? ',' : ''}${head.slice(0, -1)},"entries":[`;
  };
  for (const piece of file.pieces()) {
    if (piece.kind === 'entry') {
      entries.push(JSON.stringify(entryJson(piece.entry)));
      if (entries.length < entriesAtOnce) continue;
      yield beginning() + entries.join();
      entries = [];
    } else if (piece.kind === 'statement') {
      const comma = beginning();
      yield `${comma === ',' && entries.length === 0 ? '' : comma}${entries.join()}]}`;
      entries = [];
      place += 1;
      begun = false;
    }
  }
  const warnings = [
    ...file.warnings,
    ...file.statements.flatMap((statement) => footingWarning(statement, statement.bookedMinor)),
  ];
  yield `],"warnings":${JSON.stringify(warnings)}}`;
}
