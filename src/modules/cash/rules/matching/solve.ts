/**
 * The matching engine: for each receipt the cheapest explanation that holds, in classes — the payer's own allocation,
 * named references, the whole statement, a single amount, a free subset; last, one amount and a name that is like. What
 * is not proved unique is proposed, never applied. Pure and deterministic: facts in, explanation out.
 */

import { calibrate } from '../track-record.ts';
import { explainAcross } from './across-currencies.ts';
import { explainAdvice } from './advice.ts';
import { type Book, buildBook, type ReceiptFacts } from './book.ts';
import { explainByAmount } from './by-amount.ts';
import { explainByLikeness } from './by-likeness.ts';
import { postingClassOf } from './evidence.ts';
import { type Explanation, isDeclined, itemsSentence, money } from './explanation.ts';
import {
  defaultMatchingPolicy,
  type Exchange,
  type MatchingCustomer,
  type MatchingItem,
  type MatchingPolicy,
  type MatchingProblem,
  type MatchingReceipt,
  type MatchingResult,
  type ReceiptResult,
} from './model.ts';
import { explainNamed } from './named.ts';
import { payersFor, push } from './payer.ts';
import { saysPrepayment, saysReturned } from './payment-text.ts';
import { fewInMany, findSubsets } from './subset-search.ts';
import { type Withheld, withheldBy } from './withholding.ts';

/**
 * Explains every receipt of a problem. Receipts are judged by date, then by place; what one applied is no longer open
 * for the next. Never applies: an item with a dispute, legal, stop or unknown block; one of two equally good
 * explanations; what a person declined for the receipt; a sum whose uniqueness the budget could not prove. Σ receiptAmount + residual = the receipt.
 */
export function solve(problem: MatchingProblem, policy: MatchingPolicy = defaultMatchingPolicy): MatchingResult {
  const book = buildBook(problem);
  const { receipts } = problem;
  const order = Array.from(receipts, (_, place) => place).sort((a, b) => {
    const [one, other] = [receipts[a]!.date, receipts[b]!.date];
    return one === other ? a - b : one < other ? -1 : 1;
  });
  const results = new Array<ReceiptResult>(receipts.length);
  for (const place of order) {
    const receipt = receipts[place]!;
    results[place] = judge(receipt, book.factsOf(receipt), book, rulesIn(receipt, policy, problem.exchange));
  }
  return { receipts: results };
}

function judge(receipt: MatchingReceipt, facts: ReceiptFacts, book: Book, policy: MatchingPolicy): ReceiptResult {
  if (receipt.amountMinor < 0n) return judgeMoneyOut(receipt, facts, book, policy);
  if (saysReturned(`${receipt.payer.name ?? ''} ${receipt.reference}`, receipt.method))
    return resultOf(facts, {
      decision: 'returned',
      customerId: facts.certainCustomerId,
      confidence: 0.8,
      residual: { amountMinor: receipt.amountMinor, treatment: 'on_account' },
      explanation: `${money(receipt.amountMinor, receipt.currency)} is reported by the bank as a returned payment; it pays nothing and is to be linked to the receipt that came back.`,
      alternatives: 0,
    });
  const duplicate = book.duplicateOf(receipt, facts);
  if (duplicate) {
    return resultOf(facts, {
      decision: 'duplicate',
      customerId: duplicate.customerId,
      confidence: 0.95,
      explanation: `${money(receipt.amountMinor, receipt.currency)} was received before for ${duplicate.itemNumbers.join(', ')}, which it settled; this looks like the same payment again.`,
      alternatives: 0,
    });
  }
  const explanation =
    allowed(facts, explainAdvice(facts, policy), policy) ??
    allowed(facts, explainNamedItems(facts, policy), policy) ??
    allowed(facts, explainAcross(facts), policy) ??
    allowed(facts, explainByAmount(facts, policy), policy) ??
    allowed(facts, explainByLikeness(facts), policy);
  if (explanation) return finish(explanation, facts, book);
  const prepaid = saysPrepayment(receipt.reference);
  if (facts.certainCustomerId !== null) {
    return resultOf(facts, {
      decision: 'on_account',
      customerId: facts.certainCustomerId,
      confidence: 0.6,
      residual: { amountMinor: receipt.amountMinor, treatment: prepaid ? 'prepayment' : 'on_account' },
      explanation: `The payer is known, but no open item explains ${money(receipt.amountMinor, receipt.currency)}; it stays on account${prepaid ? ' as a prepayment, which the text speaks of' : ''}.${owedBySentence(facts)}`,
      alternatives: 0,
    });
  }
  return resultOf(facts, {
    decision: 'unidentified',
    residual: { amountMinor: receipt.amountMinor, treatment: 'on_account' },
    explanation:
      facts.payers.length > 1
        ? `The payer's name could be that of ${facts.payers.length} customers, and no open item decides between them.`
        : `Neither payer nor reference of ${money(receipt.amountMinor, receipt.currency)} is known.`,
    alternatives: 0,
  });
}

/** Named items; where they are not the amount and items in other currencies are named beside them, all of those together. */
function explainNamedItems(facts: ReceiptFacts, policy: MatchingPolicy): Explanation | null {
  const named = explainNamed(facts, policy);
  const differs = named?.evidence === 'reference_over' || named?.evidence === 'reference_short';
  return (differs ? explainAcross(facts, { withOwn: true }) : null) ?? named;
}

/** An explanation, what the company's history makes of the engine's figure, and whether it posts. */
interface Weighed {
  readonly explanation: Explanation;
  readonly posts: boolean;
  readonly confidence: number;
  readonly history: ReceiptResult['history'];
}

/** An explanation that a person did not decline; it posts only where the company's rules and its history let its kind. */
function allowed(facts: ReceiptFacts, explained: Explanation | null, policy: MatchingPolicy): Weighed | null {
  if (explained === null) return null;
  const { receipt } = facts;
  const found = unlessContradicted(facts, explained);
  if (receipt.declined?.length) {
    const items = found.allocations.map(({ itemId }) => ({ id: itemId }));
    if (isDeclined(receipt, items)) return null;
  }
  const record = policy.history?.of(found.evidence, found.certain);
  const { confidence, history } = calibrate(found.confidence, record);
  if (!found.certain) return { explanation: found, posts: false, confidence, history };
  const postingClass = postingClassOf(found.evidence, found.allocations);
  const withheld = withheldBy(policy, { postingClass, confidence, record });
  if (withheld === null) return { explanation: found, posts: true, confidence, history };
  const doubts: Readonly<Record<Withheld, string>> = {
    class: 'the rules leave this kind to a person',
    confidence: 'the rules ask for more certainty',
    history: `such explanations were wrong here in ${history?.wrong ?? 0} of ${Math.floor(history?.observed ?? 0)}, more than the rules allow`,
  };
  const explanation = { ...found, doubts: [...found.doubts, doubts[withheld]] };
  return { explanation, posts: false, confidence, history };
}

/** Whose debt it is according to the bank speaks against the payer: a person decides, whatever else is proved. */
function unlessContradicted({ contradictedBy }: ReceiptFacts, explanation: Explanation): Explanation {
  if (contradictedBy === null) return explanation;
  const doubts = [...explanation.doubts, `the bank names ${contradictedBy} as the one who owes it`];
  return { ...explanation, certain: false, confidence: Math.min(explanation.confidence, 0.75), doubts };
}

/**
 * The rules as they hold for money of a currency: in another than theirs, charge and deduction are what they are worth on its
 * day, nothing without a rate. Tolerance is not converted: what is let go in a month is counted by currency.
 */
function rulesIn({ currency, date }: MatchingReceipt, policy: MatchingPolicy, exchange?: Exchange): MatchingPolicy {
  const { amountsIn } = policy;
  if (amountsIn === undefined || amountsIn === currency) return policy;
  const worth = (amountMinor: bigint): bigint =>
    amountMinor === 0n ? 0n : (exchange?.(amountMinor, amountsIn, currency, date)?.amountMinor ?? 0n);
  return {
    ...policy,
    toleranceMinor: 0n,
    maximumBankChargeMinor: worth(policy.maximumBankChargeMinor),
    maximumDeductionMinor: worth(policy.maximumDeductionMinor),
  };
}

/** A negative receipt that names an open credit is a refund paid out; any other is a returned payment. */
function judgeMoneyOut(
  receipt: MatchingReceipt,
  facts: ReceiptFacts,
  book: Book,
  policy: MatchingPolicy,
): ReceiptResult {
  const refund =
    allowed(facts, explainAdvice(facts, policy), policy) ?? allowed(facts, explainNamed(facts, policy), policy);
  if (
    refund &&
    refund.explanation.allocations.length > 0 &&
    refund.explanation.allocations.every((one) => one.kind === 'credit_memo')
  )
    return finish(refund, facts, book);
  return resultOf(facts, {
    decision: 'returned',
    customerId: facts.certainCustomerId,
    confidence: 0.8,
    residual: { amountMinor: receipt.amountMinor, treatment: 'on_account' },
    explanation: `${money(-receipt.amountMinor, receipt.currency)} was taken back by the bank: a returned payment to be linked to the receipt it undoes.`,
    alternatives: 0,
  });
}

/** The answer that an explanation is; what it applies is no longer open for the next receipt. */
function finish({ explanation, posts, confidence, history }: Weighed, facts: ReceiptFacts, book: Book): ReceiptResult {
  const { receipt } = facts;
  const { allocations, items } = explanation;
  let left = receipt.amountMinor;
  for (const one of allocations) left -= one.receiptAmountMinor;
  const runnerUp = explanation.runnerUp ?? nextBest(explanation, facts);
  const result: ReceiptResult = {
    id: receipt.id,
    decision: posts ? 'apply' : 'propose',
    customerId: explanation.customerId,
    payerCustomerId: facts.certainCustomerId,
    evidence: explanation.evidence,
    proved: explanation.certain,
    score: explanation.confidence,
    confidence,
    history,
    allocations,
    residual: left === 0n ? null : { amountMinor: left, treatment: 'overpayment' },
    explanation: `${itemsSentence(receipt, explanation)}${left === 0n ? '' : ` ${money(left, receipt.currency)} is left over.`}${owedBySentence(facts)}${payerSentence(facts, items)}`,
    // What is proved has no other of its rank; of what is only proposed the rival is one.
    alternatives: explanation.alternatives === 0 && !posts && runnerUp !== null ? 1 : explanation.alternatives,
    runnerUp,
    learned: learnedBehind(explanation, facts),
  };
  if (posts) book.settle(receipt, result, items);
  return result;
}

const owedBySentence = ({ owedBy }: ReceiptFacts): string =>
  owedBy === null ? '' : ` The bank names ${owedBy} as the one who owes it.`;

/**
 * Why this payer pays what others owe: its relation to them is part of the reason. Customers are named by number: a sentence stays
 * when a name is erased. Nothing for what it owes itself.
 */
function payerSentence(facts: ReceiptFacts, items: readonly MatchingItem[]): string {
  const payerId = facts.certainCustomerId;
  if (payerId === null || items.every((item) => item.customerId === payerId)) return '';
  const byRelation = new Map<string, string[]>();
  for (const id of new Set(items.map((item) => item.customerId))) {
    const debtor = facts.customer(id);
    // Whoever is not in its group is a doubt of the explanation.
    if (id === payerId || debtor === undefined || !facts.inGroup(id)) continue;
    push(byRelation, relationOf(payerId, debtor), debtor.number ?? id);
  }
  return [...byRelation]
    .map(([relation, numbers]) => {
      const list =
        numbers.length > 3 ? `${numbers.slice(0, 2).join(', ')} and ${numbers.length - 2} more` : numbers.join(', ');
      return ` The payer is customer ${facts.customer(payerId)?.number ?? payerId}, ${relation} ${list}.`;
    })
    .join('');
}

const relationOf = (payerId: string, debtor: MatchingCustomer): string => {
  if (debtor.parentId === payerId) return 'parent or head office of';
  return payersFor(debtor).includes(payerId) ? 'recorded to pay for' : 'which paid before for';
};

/** The learned evidence that an explanation stands on: who paid, for whom, and how the payer writes. */
function learnedBehind(explanation: Explanation, facts: ReceiptFacts): readonly string[] {
  const behind = facts.learnedBehind(explanation.items);
  return explanation.learned === undefined ? behind : [...behind, ...new Set(explanation.learned)];
}

/** What a rival is looked for with: few steps, since nothing is decided by it; in long lists they go as far as pairs. */
const [rivalItems, rivalSteps] = [2_000, 4_000];

/**
 * What else could have been said: another item of the payer that has exactly this amount, else items and credits that come
 * to it. Null when there is none, or none was found with little work. A reference that agrees to the last unit is not asked further.
 */
function nextBest(explanation: Explanation, facts: ReceiptFacts): ReceiptResult['runnerUp'] {
  const { amountMinor } = facts.receipt;
  const other = facts.another(amountMinor, explanation.items);
  if (other) return { explanation: `${other.number} has exactly this amount`, itemIds: [other.id] };
  if (amountMinor <= 0n || (explanation.certain && explanation.evidence === 'reference')) return null;
  const { candidates } = facts;
  if (candidates.length > rivalItems) return null;
  const { solutions } = findSubsets(
    candidates.map((item) => facts.open(item)),
    amountMinor,
    rivalSteps,
    (subset) => {
      const items = subset.map((index) => candidates[index]!);
      const same = items.length === explanation.items.length && items.every((item) => explanation.items.includes(item));
      return same || isDeclined(facts.receipt, items);
    },
    fewInMany(candidates.length),
  );
  const [rival] = solutions;
  return rival === undefined
    ? null
    : {
        explanation: `${rival.map((index) => candidates[index]!.number).join(', ')} ${rival.length === 1 ? 'has' : 'sum to'} the same amount`,
        itemIds: rival.map((index) => candidates[index]!.id),
      };
}

/** The answer where nothing is explained. */
function resultOf(
  facts: ReceiptFacts,
  part: Partial<ReceiptResult> & Pick<ReceiptResult, 'decision' | 'explanation'>,
): ReceiptResult {
  return {
    id: facts.receipt.id,
    customerId: null,
    payerCustomerId: facts.certainCustomerId,
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
