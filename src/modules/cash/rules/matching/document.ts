/** The public document of `cash solve`, to and from the engine's own words. Pure. */
import {
  catchRefusal,
  currencyDigits,
  divideRounded,
  formatAmount,
  isCurrency,
  type Outcome,
  parseAmount,
  parseRate,
  powerOfTen,
  raise,
} from '#kernel';
import { type SolveInput, solveInput } from '../../contract.ts';
import {
  defaultMatchingPolicy,
  type Exchange,
  type MatchingPolicy,
  type MatchingProblem,
  type ReceiptResult,
} from './model.ts';
import { solve } from './solve.ts';

/**
 * Solves a document of COMMANDS (`cash solve`). Refuses what is malformed with its place (`cash.solve-malformed`) and
 * amounts finer than their currency (`money.too-fine`).
 */
export function solveDocument(input: unknown): Outcome<ReturnType<typeof toDocument>> {
  return catchRefusal(() => {
    const parsed = solveInput.safeParse(input);
    if (!parsed.success) {
      const issue = parsed.error.issues[0]!;
      raise(
        'cash.solve-malformed',
        `${issue.path.join('.') || 'The document'}: ${issue.message}`,
        {},
        { field: issue.path.join('.') },
      );
    }
    const problem = problemOf(parsed.data);
    return toDocument(parsed.data, solve(problem, policyOf(parsed.data)).receipts);
  });
}

const amountOf = (text: string, currency: string, path: string): bigint => {
  const outcome = catchRefusal(() => parseAmount(text, currency));
  if (outcome.ok) return outcome.value;
  return raise(outcome.refusal.code, `${path}: ${outcome.refusal.message}`, outcome.refusal.details, { field: path });
};

/** The rates of a document: the last of a pair on or before a day, either way round. */
function exchangeOf(rates: SolveInput['rates']): Exchange {
  return (amountMinor, from, to, day) => {
    const known = rates
      .filter((one) => one.day <= day && [one.from, one.to].every((currency) => currency === from || currency === to))
      .sort((a, b) => (a.day < b.day ? 1 : -1));
    const [one] = known;
    if (one === undefined || from === to) return null;
    const { unscaled, scale } = parseRate(one.rate);
    const [numerator, denominator] = one.from === from ? [unscaled, powerOfTen(scale)] : [powerOfTen(scale), unscaled];
    const [fromDigits, toDigits] = [from, to].map((currency) => (isCurrency(currency) ? currencyDigits(currency) : 2));
    return {
      amountMinor: divideRounded(
        amountMinor * numerator * powerOfTen(toDigits!),
        denominator * powerOfTen(fromDigits!),
      ),
      rate: `1 ${one.from} = ${one.rate} ${one.to} (${one.day})`,
    };
  };
}

const takenOff = (text: string | null, currency: string, path: string): bigint | null =>
  text === null ? null : amountOf(text, currency, path);

function problemOf(input: SolveInput): MatchingProblem {
  return {
    asOf: input.asOf,
    customers: input.customers.map(({ number, country, ...customer }) => ({
      ...customer,
      ...(number !== null && { number }),
      ...(country !== null && { country }),
    })),
    openItems: input.openItems.map((item, index) => ({
      ...item,
      openMinor: amountOf(item.open, item.currency, `openItems.${index}.open`),
      discount: item.discount && {
        until: item.discount.until,
        amountMinor: amountOf(item.discount.amount, item.currency, `openItems.${index}.discount.amount`),
      },
    })),
    ...(input.rates.length > 0 && { exchange: exchangeOf(input.rates) }),
    receipts: input.receipts.map((receipt, index) => ({
      ...receipt,
      amountMinor: amountOf(receipt.amount, receipt.currency, `receipts.${index}.amount`),
      remittance: receipt.remittance.map((line, at) => ({
        reference: line.reference,
        memo: line.memo,
        discountMinor: takenOff(line.discount, receipt.currency, `receipts.${index}.remittance.${at}.discount`),
        deductionMinor: takenOff(line.deduction, receipt.currency, `receipts.${index}.remittance.${at}.deduction`),
        amountMinor:
          line.amount === null
            ? null
            : amountOf(line.amount, receipt.currency, `receipts.${index}.remittance.${at}.amount`),
      })),
    })),
  };
}

function policyOf(input: SolveInput): MatchingPolicy {
  const given = input.policy;
  // Policy amounts are in major units of the receipts' currency; a document of several currencies uses two decimals.
  const currencies = new Set(input.receipts.map((receipt) => receipt.currency));
  const only = currencies.size === 1 ? [...currencies][0]! : 'EUR';
  const minor = (text: string): bigint => parseAmount(text, isCurrency(only) ? only : 'EUR');
  return {
    ...defaultMatchingPolicy,
    toleranceMinor: minor(given.tolerance),
    tolerancePercent: given.tolerancePercent,
    toleranceMonthMinor: given.toleranceMonth === undefined ? 3n * minor(given.tolerance) : minor(given.toleranceMonth),
    maximumDeductionMinor: minor(given.maximumDeduction),
    maximumDeductionPercent: given.maximumDeductionPercent,
    unearnedDiscount: given.unearnedDiscount,
    withholding: given.withholding,
    maximumBankChargeMinor: minor(given.maximumBankCharge),
    discountGraceDays: given.discountGraceDays,
    interchangeable: given.interchangeable,
    searchBudget: given.searchBudget,
    ledgerIsFresh: given.ledgerIsFresh,
  };
}

function toDocument(input: SolveInput, results: readonly ReceiptResult[]) {
  const currencyOf = new Map(input.receipts.map((receipt) => [receipt.id, receipt.currency]));
  const count = (...decisions: string[]): number => results.filter((one) => decisions.includes(one.decision)).length;
  return {
    receipts: results.map((one) => {
      const text = (minor: bigint): string => formatAmount(minor, currencyOf.get(one.id)!);
      return {
        id: one.id,
        decision: one.decision,
        customerId: one.customerId,
        confidence: one.confidence,
        evidence: one.evidence,
        allocations: one.allocations.map((allocation) => ({
          itemId: allocation.itemId,
          receiptAmount: text(allocation.receiptAmountMinor),
          itemAmount: formatAmount(allocation.itemAmountMinor, allocation.itemCurrency ?? currencyOf.get(one.id)!),
          ...(allocation.itemCurrency !== undefined && { itemCurrency: allocation.itemCurrency }),
          kind: allocation.kind,
          adjustments: allocation.adjustments.map((adjustment) => ({
            kind: adjustment.kind,
            amount: text(adjustment.amountMinor),
            reason: adjustment.reason,
          })),
        })),
        residual: one.residual && { amount: text(one.residual.amountMinor), treatment: one.residual.treatment },
        explanation: one.explanation,
        alternatives: one.alternatives,
        runnerUp: one.runnerUp,
      };
    }),
    summary: {
      receipts: results.length,
      applied: count('apply'),
      proposed: count('propose'),
      unapplied: count('on_account', 'unidentified', 'duplicate', 'returned'),
    },
  };
}
