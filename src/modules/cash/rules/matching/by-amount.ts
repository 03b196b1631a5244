/** No reference helps: whole statement, a due-day group, a single amount, a free subset of the payer's items. Pure. */
import { daysBetween } from '#kernel';
import type { ReceiptFacts } from './book.ts';
import type { EvidenceKind } from './evidence.ts';
import { allocateTo, type Explanation, isBlocked, isDeclined } from './explanation.ts';
import type { MatchingItem, MatchingPolicy } from './model.ts';
import { nameOfAnother, numberNotOpen } from './named.ts';
import { saysPrepayment } from './payment-text.ts';
import { expectedChance, fewInMany, findSubsets } from './subset-search.ts';
import { taxOn } from './withheld-tax.ts';

const maximumItems = 60;
const onlyOne = 'the only open item of this payer with this amount';
const oneOfSeveral = 'it has this amount, as another item has';

/**
 * Explains a receipt by amounts alone, within the payer and its children. It may be posted only when the payer is
 * certain, the ledger is fresh, the explanation is unique, and the expected number of chance solutions is below the
 * policy's limit. Interchangeable items and a spent budget are proposed.
 */
export function explainByAmount(facts: ReceiptFacts, policy: MatchingPolicy): Explanation | null {
  const candidates = facts.candidates;
  if (candidates.length === 0 || facts.receipt.amountMinor <= 0n) return null;
  return (
    wholeStatement(facts, candidates, policy) ??
    searchAmong(facts, candidates, policy) ??
    netOfTax(facts, candidates, policy)
  );
}

/** The payer's one item that is the amount once the tax is off that the rules say it withholds. */
function netOfTax(
  facts: ReceiptFacts,
  candidates: readonly MatchingItem[],
  policy: MatchingPolicy,
): Explanation | null {
  if (policy.withholding.length === 0 || facts.certainCustomerId === null) return null;
  const fitting = candidates.flatMap((item) => {
    const tax = taxOn(facts, item, policy);
    const fits = tax !== null && facts.open(item) - tax.amountMinor === facts.receipt.amountMinor;
    return fits && !isDeclined(facts.receipt, [item]) ? [{ item, tax }] : [];
  });
  const [first, second] = fitting;
  if (!first) return null;
  const amounts = candidates.map((item) => facts.open(item));
  const explained = explain(
    facts,
    [first.item],
    'less the tax withheld it has this amount',
    {
      chance: expectedChance(amounts, 1),
      alternatives: fitting.length - 1,
      runnerUp: second ? { explanation: `${second.item.number} has the same amount`, itemIds: [second.item.id] } : null,
    },
    policy,
  );
  const allocation = allocateTo(first.item, facts.open(first.item), facts.receipt.amountMinor, [first.tax]);
  return { ...explained, allocations: [allocation] };
}

function wholeStatement(
  facts: ReceiptFacts,
  candidates: readonly MatchingItem[],
  policy: MatchingPolicy,
): Explanation | null {
  if (facts.certainCustomerId === null || candidates.length < 2) return null;
  // Candidates come in the order of their due days: each group is a beginning of the list.
  const groups: { count: number; because: string }[] = [];
  const fitting: typeof groups = [];
  let sum = 0n;
  candidates.forEach((item, index) => {
    sum += facts.open(item);
    const count = index + 1;
    const everything = count === candidates.length;
    if (!everything && (count < 2 || candidates[count]!.dueDate === item.dueDate)) return;
    const group = {
      count,
      because: everything ? 'it is everything the payer owes' : `it is everything due by ${item.dueDate}`,
    };
    groups.push(group);
    if (sum === facts.receipt.amountMinor) fitting.push(group);
  });
  const chosen = fitting.findLast((group) => !isDeclined(facts.receipt, candidates.slice(0, group.count)));
  if (!chosen) return null;
  const amounts = candidates.map((item) => facts.open(item));
  // As many sums were tried as there are groups; each could be met by chance like any single amount.
  const chance = (expectedChance(amounts, 1) / amounts.length) * groups.length;
  return explain(
    facts,
    candidates.slice(0, chosen.count),
    chosen.because,
    { chance, alternatives: fitting.length - 1, runnerUp: null, evidence: 'amount_statement' },
    policy,
  );
}

function searchAmong(
  facts: ReceiptFacts,
  candidates: readonly MatchingItem[],
  policy: MatchingPolicy,
): Explanation | null {
  const target = facts.receipt.amountMinor;
  if (candidates.length > maximumItems) {
    const single = candidates.filter((item) => facts.open(item) === target && !isDeclined(facts.receipt, [item]));
    if (single.length === 0) return null;
    const other = single[1]
      ? { explanation: `${single[1].number} has the same amount`, itemIds: [single[1].id] }
      : null;
    return explain(
      facts,
      [single[0]!],
      other ? oneOfSeveral : onlyOne,
      {
        chance: expectedChance(
          candidates.map((item) => facts.open(item)),
          1,
        ),
        alternatives: single.length - 1,
        runnerUp: other,
      },
      policy,
    );
  }
  const interchangeable = oldestOfInterchangeable(facts, candidates, policy);
  if (interchangeable) return interchangeable;
  const amounts = candidates.map((item) => facts.open(item));
  const search = (largest: number) =>
    findSubsets(
      amounts,
      target,
      policy.searchBudget,
      (subset) =>
        isDeclined(
          facts.receipt,
          subset.map((index) => candidates[index]!),
        ),
      largest,
    );
  const most = fewInMany(amounts.length);
  const few = search(most);
  // Of many items four are looked at only where no three are the amount and four hardly are by chance.
  const further = few.solutions.length === 0 && most < amounts.length;
  const answer = further && expectedChance(amounts, 4) < policy.maximumChance ? search(4) : few;
  const [first, second] = answer.solutions;
  if (!first) return null;
  const items = first.map((index) => candidates[index]!);
  // A larger subset is a weaker explanation than a smaller one: only one of the same size competes.
  const rival = second && second.length === first.length ? second : undefined;
  // Small subsets are enumerated whole; a spent budget leaves larger ones unproven.
  const alternatives = rival ? 1 : answer.spent && first.length > answer.completeTo ? null : 0;
  const runnerUp = second
    ? {
        explanation: `${second.map((index) => candidates[index]!.number).join(', ')} ${second.length === 1 ? 'has' : 'sum to'} the same amount`,
        itemIds: second.map((index) => candidates[index]!.id),
      }
    : null;
  const because = first.length === 1 ? onlyOne : 'together they are exactly this amount';
  // Without a certain payer a free sum would match almost anything: only a single amount is worth a person's look.
  if (facts.certainCustomerId === null && first.length > 1) return null;
  return explain(
    facts,
    items,
    rival && first.length === 1 ? oneOfSeveral : because,
    { chance: expectedChance(amounts, first.length), alternatives, runnerUp },
    policy,
  );
}

/**
 * Items of one customer with the receipt's amount and the same terms differ in nothing that the payer could mean: where
 * policy says so the oldest is paid. Null where a person is to choose, or where the items do differ.
 */
function oldestOfInterchangeable(
  facts: ReceiptFacts,
  candidates: readonly MatchingItem[],
  policy: MatchingPolicy,
): Explanation | null {
  if (policy.interchangeable !== 'oldest_first') return null;
  const equal = candidates.filter(
    (item) => facts.open(item) === facts.receipt.amountMinor && !isDeclined(facts.receipt, [item]),
  );
  const [first, second] = equal;
  if (!first || !second) return null;
  const termsOf = (item: MatchingItem): string =>
    `${item.customerId} ${item.type} ${daysBetween(item.documentDate, item.dueDate)} ${item.discount?.amountMinor ?? ''}`;
  if (equal.some((item) => termsOf(item) !== termsOf(first))) return null;
  const chance = expectedChance(
    candidates.map((item) => facts.open(item)),
    1,
  );
  const because = 'the oldest of interchangeable items, as policy says';
  const proof = { chance, alternatives: 0, runnerUp: null, evidence: 'amount_oldest' as const };
  const explained = explain(facts, [first], because, proof, policy);
  return {
    ...explained,
    runnerUp: { explanation: `${second.number} has the same amount and terms`, itemIds: [second.id] },
  };
}

function explain(
  facts: ReceiptFacts,
  items: readonly MatchingItem[],
  because: string,
  proof: {
    chance: number;
    alternatives: number | null;
    runnerUp: Explanation['runnerUp'];
    evidence?: EvidenceKind;
  },
  policy: MatchingPolicy,
): Explanation {
  const doubts: string[] = [];
  if (facts.certainCustomerId === null) doubts.push('the payer is not certain');
  if (proof.alternatives === null) doubts.push('the search could not prove that it is the only explanation');
  else if (proof.alternatives > 0 || proof.runnerUp) doubts.push('another explanation is as good');
  if (proof.chance >= policy.maximumChance) doubts.push('amounts alone meet too easily here');
  if (saysPrepayment(facts.receipt.reference)) doubts.push('the text speaks of a prepayment');
  const hinted = items.find((item) => facts.hintedGroup.has(item.customerId));
  if (hinted) doubts.push(`the payer paid for the customer of ${hinted.number} only once before`);
  if (facts.receipt.declined?.length) doubts.push('a person declined another explanation of this money');
  const paidBefore = numberNotOpen(facts);
  if (paidBefore) doubts.push(`the text names ${paidBefore}, which is not open`);
  const other = nameOfAnother(facts, items);
  if (other) doubts.push(`the text names ${other}`);
  if (!policy.ledgerIsFresh) doubts.push('the bank or ledger is not read up to date');
  const blocked = items.find(isBlocked);
  if (blocked) doubts.push(`${blocked.number} is blocked (${blocked.blocks.join(', ')})`);
  return {
    certain: doubts.length === 0,
    customerId: items[0]!.customerId,
    evidence: proof.evidence ?? (items.length === 1 ? 'amount_single' : 'amount_sum'),
    confidence: doubts.length === 0 ? 0.97 : proof.alternatives === 0 ? 0.7 : 0.4,
    allocations: items.map((item) => allocateTo(item, facts.open(item), facts.open(item))),
    items,
    because,
    alternatives: proof.alternatives,
    runnerUp: proof.runnerUp,
    doubts,
  };
}
