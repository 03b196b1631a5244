/**
 * The matching engine: for each receipt the cheapest explanation that holds, in classes — the payer's own allocation,
 * named references, the whole statement, a single amount, a free subset; last, one amount and a name that is like. What
 * is not proved unique is proposed, never applied. Pure and deterministic: facts in, explanation out.
 */

import { calibrate } from '../track-record.ts';
import { explainAdvice } from './advice.ts';
import { type Book, buildBook, type ReceiptFacts } from './book.ts';
import { explainByAmount } from './by-amount.ts';
import { explainByLikeness } from './by-likeness.ts';
import { postingClassOf } from './evidence.ts';
import { type Explanation, isDeclined, itemsSentence, money } from './explanation.ts';
import {
  defaultMatchingPolicy,
  type MatchingPolicy,
  type MatchingProblem,
  type MatchingReceipt,
  type MatchingResult,
  type ReceiptResult,
} from './model.ts';
import { explainNamed } from './named.ts';
import { saysPrepayment, saysReturned } from './payment-text.ts';
import { type Withheld, withheldBy } from './withholding.ts';

/**
 * Explains every receipt of a problem. Receipts are judged by date, then by place; what one applied is no longer open
 * for the next. Never applies: an item with a dispute, legal, stop or unknown block; one of two equally good
 * explanations; what a person declined for the receipt; a sum whose uniqueness the budget could not prove. Σ receiptAmount + residual = the receipt.
 */
export function solve(problem: MatchingProblem, policy: MatchingPolicy = defaultMatchingPolicy): MatchingResult {
  const book = buildBook(problem);
  const order = problem.receipts
    .map((receipt, place) => ({ receipt, place }))
    .sort((a, b) => (a.receipt.date === b.receipt.date ? a.place - b.place : a.receipt.date < b.receipt.date ? -1 : 1));
  const results = new Array<ReceiptResult>(problem.receipts.length);
  for (const { receipt, place } of order) {
    const facts = book.factsOf(receipt);
    const result = {
      ...judge(receipt, facts, book, rulesIn(receipt.currency, policy)),
      payerCustomerId: facts.certainCustomerId,
    };
    if (result.decision === 'apply') book.settle(receipt, result);
    results[place] = result;
  }
  return { receipts: results };
}

function judge(receipt: MatchingReceipt, facts: ReceiptFacts, book: Book, policy: MatchingPolicy): ReceiptResult {
  if (receipt.amountMinor < 0n) return judgeMoneyOut(receipt, facts, policy);
  if (saysReturned(`${receipt.payer.name ?? ''} ${receipt.reference}`, receipt.method))
    return resultOf(receipt, {
      decision: 'returned',
      customerId: facts.certainCustomerId,
      confidence: 0.8,
      residual: { amountMinor: receipt.amountMinor, treatment: 'on_account' },
      explanation: `${money(receipt.amountMinor, receipt.currency)} is reported by the bank as a returned payment; it pays nothing and is to be linked to the receipt that came back.`,
      alternatives: 0,
    });
  const duplicate = book.duplicateOf(receipt, facts);
  if (duplicate) {
    return resultOf(receipt, {
      decision: 'duplicate',
      customerId: duplicate.customerId,
      confidence: 0.95,
      explanation: `${money(receipt.amountMinor, receipt.currency)} was received before for ${duplicate.itemNumbers.join(', ')}, which it settled; this looks like the same payment again.`,
      alternatives: 0,
    });
  }
  const explanation =
    allowed(receipt, explainAdvice(facts, policy), policy) ??
    allowed(receipt, explainNamed(facts, policy), policy) ??
    allowed(receipt, explainByAmount(facts, policy), policy) ??
    allowed(receipt, explainByLikeness(facts), policy);
  if (explanation) return finish(receipt, explanation, facts);
  const prepaid = saysPrepayment(receipt.reference);
  if (facts.certainCustomerId !== null) {
    return resultOf(receipt, {
      decision: 'on_account',
      customerId: facts.certainCustomerId,
      confidence: 0.6,
      residual: { amountMinor: receipt.amountMinor, treatment: prepaid ? 'prepayment' : 'on_account' },
      explanation: `The payer is known, but no open item explains ${money(receipt.amountMinor, receipt.currency)}; it stays on account${prepaid ? ' as a prepayment, which the text speaks of' : ''}.`,
      alternatives: 0,
    });
  }
  return resultOf(receipt, {
    decision: 'unidentified',
    residual: { amountMinor: receipt.amountMinor, treatment: 'on_account' },
    explanation:
      facts.payers.length > 1
        ? `The payer's name could be that of ${facts.payers.length} customers, and no open item decides between them.`
        : `Neither payer nor reference of ${money(receipt.amountMinor, receipt.currency)} is known.`,
    alternatives: 0,
  });
}

/** An explanation, what the company's history makes of the engine's figure, and whether the engine proved it. */
interface Weighed extends Explanation {
  readonly proved: boolean;
  readonly score: number;
  readonly history: ReceiptResult['history'];
}

/** An explanation that a person did not decline; it posts only where the company's rules and its history let its kind. */
function allowed(receipt: MatchingReceipt, found: Explanation | null, policy: MatchingPolicy): Weighed | null {
  if (found === null) return null;
  if (receipt.declined?.length) {
    const items = found.allocations.map(({ itemId }) => ({ id: itemId }));
    if (isDeclined(receipt, items)) return null;
  }
  const proved = found.certain;
  const record = policy.history?.of(found.evidence, proved);
  const { confidence, history } = calibrate(found.confidence, record);
  const one: Weighed = { ...found, proved, score: found.confidence, confidence, history };
  if (!proved) return one;
  const postingClass = postingClassOf(found.evidence, found.allocations);
  const withheld = withheldBy(policy, { postingClass, confidence, record });
  if (withheld === null) return one;
  const doubts: Readonly<Record<Withheld, string>> = {
    class: 'the rules leave this kind to a person',
    confidence: 'the rules ask for more certainty',
    history: `such explanations were wrong here in ${history?.wrong ?? 0} of ${Math.floor(history?.observed ?? 0)}, more than the rules allow`,
  };
  return { ...one, certain: false, doubts: [...one.doubts, doubts[withheld]] };
}

/** The rules as they hold for money of a currency. */
const rulesIn = (currency: string, policy: MatchingPolicy): MatchingPolicy =>
  policy.amountsIn === undefined || policy.amountsIn === currency
    ? policy
    : { ...policy, toleranceMinor: 0n, maximumBankChargeMinor: 0n };

/** A negative receipt that names an open credit is a refund paid out; any other is a returned payment. */
function judgeMoneyOut(receipt: MatchingReceipt, facts: ReceiptFacts, policy: MatchingPolicy): ReceiptResult {
  const refund =
    allowed(receipt, explainAdvice(facts, policy), policy) ?? allowed(receipt, explainNamed(facts, policy), policy);
  if (refund && refund.allocations.length > 0 && refund.allocations.every((one) => one.kind === 'credit_memo'))
    return finish(receipt, refund, facts);
  return resultOf(receipt, {
    decision: 'returned',
    customerId: facts.certainCustomerId,
    confidence: 0.8,
    residual: { amountMinor: receipt.amountMinor, treatment: 'on_account' },
    explanation: `${money(-receipt.amountMinor, receipt.currency)} was taken back by the bank: a returned payment to be linked to the receipt it undoes.`,
    alternatives: 0,
  });
}

function finish(receipt: MatchingReceipt, explanation: Weighed, facts: ReceiptFacts): ReceiptResult {
  let left = receipt.amountMinor;
  for (const one of explanation.allocations) left -= one.receiptAmountMinor;
  return resultOf(receipt, {
    decision: explanation.certain ? 'apply' : 'propose',
    customerId: explanation.customerId,
    evidence: explanation.evidence,
    proved: explanation.proved,
    score: explanation.score,
    confidence: explanation.confidence,
    history: explanation.history,
    allocations: explanation.allocations,
    residual: left === 0n ? null : { amountMinor: left, treatment: 'overpayment' },
    explanation: `${itemsSentence(receipt, explanation)}${left === 0n ? '' : ` ${money(left, receipt.currency)} is left over.`}`,
    alternatives: explanation.alternatives,
    runnerUp: explanation.runnerUp ?? nextBest(receipt, explanation, facts),
    learned: learnedBehind(explanation, facts),
  });
}

/** The learned evidence that an explanation stands on: who paid, for whom, and how the payer writes. */
function learnedBehind(explanation: Explanation, facts: ReceiptFacts): readonly string[] {
  const customers = explanation.items.map((item) => item.customerId);
  return [...facts.learnedBehind(customers), ...new Set(explanation.learned ?? [])];
}

/** What else could have been said: another item of the payer that has exactly this amount. Null when there is none. */
function nextBest(receipt: MatchingReceipt, explanation: Explanation, facts: ReceiptFacts): ReceiptResult['runnerUp'] {
  const other = facts.another(receipt.amountMinor, explanation.items);
  return other ? { explanation: `${other.number} has exactly this amount`, itemIds: [other.id] } : null;
}

function resultOf(
  receipt: MatchingReceipt,
  part: Partial<ReceiptResult> & Pick<ReceiptResult, 'decision' | 'explanation'>,
): ReceiptResult {
  return {
    id: receipt.id,
    customerId: null,
    payerCustomerId: null,
    evidence: null,
    proved: false,
    score: 0,
    confidence: 0,
    history: null,
    allocations: [],
    residual: null,
    alternatives: 0,
    runnerUp: null,
    learned: [],
    ...part,
  };
}
