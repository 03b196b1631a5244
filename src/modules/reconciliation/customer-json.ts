/** Customer reconciliations as JSON, alike for the command line and the API: amounts as decimals in the currency. */
import { formatAmount } from '#kernel';
import type { ComparedLine, Comparison } from './model.ts';
import type { CustomerReconciliation, ListedReconciliation } from './queries/customer-reconciliation.ts';
import { lineWorkToJson } from './queries/line-deeds.ts';
import { agreedBalance } from './rules/agreed-balance.ts';
import type { Agreement, CustomerStatement, StoredDecision } from './store/customer-statements.ts';

const statementToJson = (one: CustomerStatement) => ({
  id: one.id.toString(),
  customer: one.customer,
  name: one.customerName,
  currency: one.currency,
  asOf: one.asOf,
  kind: one.kind,
  from: one.fromDate,
  fileName: one.fileName,
  receivedAt: one.receivedAt,
  person: one.person,
  version: one.version,
});

export function listedToJson({ statement, agreement, ourMinor }: ListedReconciliation) {
  const amount = (minor: bigint): string => formatAmount(minor, statement.currency);
  return {
    ...statementToJson(statement),
    theirs: amount(statement.closingMinor),
    ours: amount(ourMinor),
    difference: amount(statement.closingMinor - ourMinor),
    agreed: agreement && amount(agreement.agreedMinor),
    changedSince: agreement !== null && agreement.ourMinor !== ourMinor,
  };
}

const agreementToJson = (one: Agreement, currency: string) => ({
  theirs: formatAmount(one.theirMinor, currency),
  ours: formatAmount(one.ourMinor, currency),
  agreed: formatAmount(one.agreedMinor, currency),
  agreedWith: one.agreedWith,
  agreedOn: one.agreedOn,
  note: one.note,
  person: one.person,
  at: one.agreedAt,
  evidence: one.evidenceFileName,
  withdrawn: one.withdrawn,
});

function lineToJson(line: ComparedLine, currency: string, decision: StoredDecision | undefined) {
  const amount = (minor: bigint): string => formatAmount(minor, currency);
  const { theirs, ours } = line;
  return {
    key: line.key,
    outcome: line.outcome,
    theirs: theirs && {
      row: theirs.row,
      reference: theirs.reference,
      otherReference: theirs.otherReference,
      date: theirs.documentDate,
      amount: amount(theirs.amountMinor),
      kind: theirs.kind,
      memo: theirs.memo,
    },
    ours: ours && {
      itemId: ours.itemId.toString(),
      number: ours.number,
      documentType: ours.documentType,
      date: ours.documentDate,
      dueDate: ours.dueDate,
      amount: amount(ours.amountMinor),
      original: amount(ours.originalMinor),
    },
    theirAmount: amount(line.theirMinor),
    ourAmount: amount(line.ourMinor),
    difference: amount(line.differenceMinor),
    reason: line.reason,
    day: line.day,
    number: line.number,
    side: line.side,
    proposal: line.proposal,
    decision: decision ? { note: decision.note, person: decision.person, at: decision.decidedAt } : null,
  };
}

export function comparisonToJson(
  comparison: Comparison,
  currency: string,
  decisions: ReadonlyMap<string, StoredDecision> = new Map(),
) {
  return {
    theirs: formatAmount(comparison.theirMinor, currency),
    ours: formatAmount(comparison.ourMinor, currency),
    difference: formatAmount(comparison.differenceMinor, currency),
    byReason: comparison.byReason.map((one) => ({
      reason: one.reason,
      count: one.count,
      amount: formatAmount(one.amountMinor, currency),
    })),
    lines: comparison.lines.map((line) => lineToJson(line, currency, decisions.get(line.key))),
  };
}

export function reconciliationToJson(of: CustomerReconciliation) {
  const { statement, comparison, agreements, sinceAgreed, work } = of;
  const { currency } = statement;
  const proposed = agreedBalance(comparison.lines);
  return {
    ...statementToJson(statement),
    warnings: [...statement.warnings],
    ...comparisonToJson(comparison, currency, comparison.decisions),
    work: [...work].map(([key, one]) => ({ key, ...lineWorkToJson(one, currency) })),
    proposedBalance: proposed.ok ? formatAmount(proposed.value, currency) : null,
    agreements: agreements.map((one) => agreementToJson(one, currency)),
    sinceAgreed: sinceAgreed && {
      difference: formatAmount(sinceAgreed.differenceMinor, currency),
      changes: sinceAgreed.changes.map((one) => ({
        number: one.number,
        documentType: one.documentType,
        amount: formatAmount(one.amountMinor, currency),
      })),
    },
  };
}
