/** Bank reconciliations as JSON, alike for the command line and the API: amounts as decimals in the account's currency. */
import { formatAmount } from '#kernel';
import type { BankMonth, ListedBankMonth } from '../queries/bank-comparison.ts';

export function bankMonthToJson(of: BankMonth) {
  const { account, comparison, standing } = of;
  const amount = (minor: bigint): string => formatAmount(minor, account.currency);
  return {
    bankAccountId: account.id.toString(),
    account: account.number,
    name: account.name,
    currency: account.currency,
    month: of.month,
    state: of.state,
    readTo: account.readTo,
    bank: amount(comparison.bankMinor),
    ledger: amount(comparison.ledgerMinor),
    difference: amount(comparison.differenceMinor),
    ready: !comparison.items.some((one) => one.blocks) && !comparison.findings.some((one) => one.blocks),
    items: comparison.items.map((one) => ({
      kind: one.kind,
      amount: amount(one.amountMinor),
      day: one.day,
      reference: one.reference,
      text: one.text,
      blocks: one.blocks,
      receiptId: one.receiptId?.toString() ?? null,
    })),
    findings: comparison.findings.map(({ code, text, blocks }) => ({ code, text, blocks })),
    statements: of.statements.map((one) => ({
      number: one.number,
      fromDate: one.fromDate,
      day: one.day,
      opening: one.openingMinor === null ? null : amount(one.openingMinor),
      closing: one.closingMinor === null ? null : amount(one.closingMinor),
      ledger: amount(one.ledgerMinor),
      difference: one.closingMinor === null ? null : amount(one.closingMinor - one.ledgerMinor),
    })),
    byRule: of.byRule.map((one) => ({ rule: one.rule, count: one.count, amount: amount(one.amountMinor) })),
    prepared: standing && {
      person: standing.preparedBy,
      at: standing.preparedAt,
      note: standing.note,
      bank: amount(standing.bankMinor),
      ledger: amount(standing.ledgerMinor),
    },
    signed: standing?.signedBy == null ? null : { person: standing.signedBy, at: standing.signedAt! },
    reopened: of.history.flatMap((one) => (one.reopened ? [{ ...one.reopened, signedBy: one.signedBy ?? '' }] : [])),
  };
}

/** A month in a list: without its items. */
export function bankMonthInList(of: ListedBankMonth) {
  const whole = bankMonthToJson({ ...of, byRule: [], statements: [] });
  const { items, findings, byRule: _, prepared: __, reopened: ___, statements: ____, ...rest } = whole;
  return {
    ...rest,
    openItems: items.length,
    hindrances: items.filter((one) => one.blocks).length + findings.filter((one) => one.blocks).length,
  };
}
