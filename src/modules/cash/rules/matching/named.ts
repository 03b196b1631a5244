/** Items named in the bank's text, corroborated by amount, currency and payer. Pure. */
import { textKey } from '#kernel';
import type { ReceiptFacts } from './book.ts';
import { type EvidenceKind, referenceEvidence } from './evidence.ts';
import { allocateTo, type Explanation, isBlocked } from './explanation.ts';
import type { MatchingItem, MatchingPolicy } from './model.ts';
import { mayHoldName, otherName } from './payment-text.ts';
import { numberForm, similarItems, wordsOf } from './references.ts';
import { settle } from './settlement.ts';
import { itemsInBody, structuredBodies } from './structured-numbers.ts';

/**
 * Explains a receipt by the documents that its text names: exactly; with early-payment discount in its date, a stated
 * bank charge or tolerance; with the payer's credits netted; short (in part, a deduction when the text gives a
 * reason); or over (the rest is left). Numbers alone are wrong in some hits where they are dense, so amount or payer must
 * corroborate them. A damaged number is looked for only among the payer's items or those of the amount, and counts when
 * the amounts agree to the last unit and nothing else explains them.
 */
export function explainNamed(facts: ReceiptFacts, policy: MatchingPolicy): Explanation | null {
  const plain = explainPlainly(facts);
  if (plain) return plain;
  const exact = preferOwn(facts, facts.named);
  const habitual = exact.length === 0 ? explainByHabit(facts, policy) : null;
  if (habitual) return habitual;
  const found = exact.length > 0 ? explainItems(facts, exact, policy, []) : null;
  if (found?.exact) return found;
  const repaired = explainDamaged(facts, exact, policy);
  if (repaired) return repaired;
  if (!found) return null;
  // What pays another customer's document by another amount names nothing: the payer's own items may explain it.
  const foreign = exact.every((item) => !facts.inGroup(item.customerId));
  return foreign && facts.certainCustomerId !== null && facts.another(facts.receipt.amountMinor, exact) ? null : found;
}

/**
 * The short way of most receipts: one item is named, it is the payer's own, nothing holds it, and its open amount is the
 * receipt to the last unit. Says what the long way would say; null leaves the receipt to it.
 */
function explainPlainly(facts: ReceiptFacts): Explanation | null {
  const { named } = facts;
  const item = named[0];
  if (item === undefined || named.length > 1 || !facts.inGroup(item.customerId)) return null;
  const { amountMinor } = facts.receipt;
  if (amountMinor <= 0n || facts.open(item) !== amountMinor || isBlocked(item)) return null;
  if (nameOfAnother(facts, named) !== null) return null;
  return {
    certain: true,
    customerId: item.customerId,
    evidence: 'reference',
    confidence: 0.995,
    allocations: [allocateTo(item, amountMinor, amountMinor)],
    items: named,
    because: 'named in the bank text, and the amount agrees',
    alternatives: 0,
    runnerUp: null,
    doubts: noDoubts,
  };
}

const noDoubts: readonly string[] = [];

/** Numbers written as this payer was seen to write ours, where they are exactly the amount. */
function explainByHabit(facts: ReceiptFacts, policy: MatchingPolicy): Explanation | null {
  const words = unknownNumbers(facts);
  const read = words.flatMap((word) => {
    const one = facts.readByHabit(word);
    return one ? [{ word, ...one }] : [];
  });
  const items = [...new Set(read.map((one) => one.item))];
  if (items.length === 0) return null;
  const told = read.map((one) => `"${one.word}" is ${one.item.number} as this payer writes`).join(', ');
  const found = explainItems(facts, items, policy, [], { repaired: told, by: 'learned' });
  return found?.exact ? { ...found, learned: read.map((one) => one.learnedId) } : null;
}

/** A number that several customers use means the payer's own document. */
function preferOwn(facts: ReceiptFacts, items: readonly MatchingItem[]): MatchingItem[] {
  const own = items.filter((item) => facts.inGroup(item.customerId));
  if (own.length > 0) return own;
  return facts.payers.length > 0 && facts.certainCustomerId !== null && items.length > 1 ? [] : [...items];
}

/** No document has a longer number; what is longer would only fill sentences. */
const longestNumber = 60;

/** Words that look like a document's number and name no open item. */
function unknownNumbers(facts: ReceiptFacts): string[] {
  return wordsOf(facts.receipt.reference)
    .filter((word) => word.length <= longestNumber && /\d{3,}/.test(word) && facts.lookUp(word).length === 0)
    .slice(0, 12);
}

/** A number of the very form of the payer's documents that is none of those open: paid before, or somebody else's. */
export function numberNotOpen(facts: ReceiptFacts): string | undefined {
  const words = unknownNumbers(facts).filter(
    (word) => !/^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$|^\d{4}-\d{2}-\d{2}$/.test(word),
  );
  if (words.length === 0) return undefined;
  const forms = [...new Set(facts.candidates.map((item) => numberForm(textKey(item.number))))];
  return words.find((word) => forms.some((one) => numberForm(textKey(word)).endsWith(one)));
}

const maximumCandidates = 500;

/**
 * Damaged numbers, repaired. One word: it resembles the payer's one item of exactly this amount (or, with an unknown
 * payer, the one item of the book with the amount: only proposed). Several: with the items named exactly, each resembles
 * one of the payer's items, and exactly one choice sums to the receipt.
 */
function explainDamaged(
  facts: ReceiptFacts,
  exact: readonly MatchingItem[],
  policy: MatchingPolicy,
): Explanation | null {
  const words = unknownNumbers(facts);
  if (words.length === 0) return null;
  const amount = facts.receipt.amountMinor;
  const known = facts.payers.length > 0;
  const equal = known ? facts.candidates.filter((item) => facts.open(item) === amount) : facts.sameAmount;
  for (const word of words) {
    const hits = similarItems(word, equal);
    if (hits.length !== 1) continue;
    const doubts = [
      ...(known ? [] : [`"${word}" was read as ${hits[0]!.number}, and the payer is unknown`]),
      ...(equal.length > 1 ? ['another item has the same amount'] : []),
    ];
    return explainItems(facts, hits, policy, doubts, { repaired: `"${word}" was read as ${hits[0]!.number}` });
  }
  const structured = explainStructured(facts, equal, policy);
  if (structured) return structured;
  if (!known || facts.candidates.length > maximumCandidates) return null;
  const chosen = chooseByAmount(facts, exact, words);
  if (!chosen) return null;
  const doubts = chosen.unique ? [] : ['other items fit the damaged numbers as well'];
  return explainItems(facts, chosen.items, policy, doubts, {
    repaired: 'some numbers were completed from the payer’s items',
  });
}

/** A structured reference that holds our number: the payer's one item of the amount, or with another amount for a person. */
function explainStructured(
  facts: ReceiptFacts,
  equal: readonly MatchingItem[],
  policy: MatchingPolicy,
): Explanation | null {
  const known = facts.payers.length > 0;
  const among = known ? facts.candidates : equal;
  if (among.length > maximumCandidates) return null;
  for (const body of structuredBodies(facts.receipt.reference)) {
    const hits = itemsInBody(body, among, (id) => facts.customer(id));
    if (hits.length !== 1) continue;
    const [item] = hits;
    const agrees = facts.open(item!) === facts.receipt.amountMinor;
    const doubts = [
      ...(known ? [] : [`"${body}" was read as ${item!.number}, and the payer is unknown`]),
      ...(agrees ? [] : ['the amount is another than that of the reference']),
      ...(agrees && equal.length > 1 ? ['another item has the same amount'] : []),
    ];
    return explainItems(facts, hits, policy, doubts, { repaired: `"${body}" was read as ${item!.number}` });
  }
  return null;
}

/** The choice of one similar item for each damaged word (or none) that completes the amount; counts to two. */
function chooseByAmount(
  facts: ReceiptFacts,
  exact: readonly MatchingItem[],
  words: readonly string[],
): { items: MatchingItem[]; unique: boolean } | null {
  const own = facts.candidates.filter((item) => !exact.includes(item));
  const choices = words.map((word) => similarItems(word, own).slice(0, 8)).filter((hits) => hits.length > 0);
  if (choices.length === 0) return null;
  let steps = 0;
  const found: MatchingItem[][] = [];
  const seen = new Set<string>();
  const choose = (at: number, items: readonly MatchingItem[], left: bigint): void => {
    steps += 1;
    if (steps > 20_000 || found.length > 1) return;
    if (left === 0n && items.length > 0) {
      const key = items
        .map((item) => item.id)
        .sort()
        .join(' ');
      if (!seen.has(key)) found.push([...items]);
      seen.add(key);
      return;
    }
    if (at === choices.length) return;
    for (const item of choices[at]!)
      if (!items.includes(item)) choose(at + 1, [...items, item], left - facts.open(item));
    choose(at + 1, items, left);
  };
  const named = exact.reduce((sum, item) => sum + facts.open(item), 0n);
  choose(0, [], facts.receipt.amountMinor - named);
  if (found.length === 0) return null;
  return { items: [...exact, ...found[0]!], unique: found.length === 1 && steps <= 20_000 };
}

/** What keeps named items from being posted, whatever the amounts: whose they are, blocks, somebody else's name. */
function doubtsAbout(facts: ReceiptFacts, items: readonly MatchingItem[], exact: boolean): string[] {
  const doubts: string[] = [];
  const own = items.every((item) => facts.inGroup(item.customerId));
  const sameCustomer = new Set(items.map((item) => item.customerId)).size === 1;
  if (!own && facts.payers.length > 0) doubts.push('the payer is another customer');
  if (!own && facts.payers.length === 0 && !(exact && sameCustomer))
    doubts.push('the payer is unknown and the amount differs');
  if (own && facts.certainCustomerId === null && !exact) doubts.push('the payer is not certain');
  const blocked = items.find(isBlocked);
  if (blocked) doubts.push(`${blocked.number} is blocked (${blocked.blocks.join(', ')})`);
  const other = nameOfAnother(facts, items);
  if (other) doubts.push(`the text names ${other}`);
  return doubts;
}

/** A name in the text that is neither the payer's nor that of the items' customers. */
export function nameOfAnother(facts: ReceiptFacts, items: readonly MatchingItem[]): string | null {
  // A name takes two capitalised words; most texts are a number and a greeting.
  if (!mayHoldName(facts.receipt.reference)) return null;
  return otherName(facts.receipt.reference, () => {
    const customers = new Set([
      ...items.map((item) => item.customerId),
      ...facts.payers.map((payer) => payer.customerId),
    ]);
    const known = [...customers].flatMap((id) => {
      const customer = facts.customer(id);
      return customer ? [customer.name, ...customer.aliases] : [];
    });
    return [...known, facts.receipt.payer.name ?? ''];
  });
}

/** How named items were read. */
interface Reading {
  /** How the numbers were read, where they were not plain, in words; and by what. */
  readonly repaired?: string;
  readonly by?: 'learned' | 'repaired';
  /** Where they are named. */
  readonly from?: string;
}

/** Explains a receipt by named items; `exact`: the amount agrees to the last unit with what is allowed. Null: they cannot belong together. */
export function explainItems(
  facts: ReceiptFacts,
  items: readonly MatchingItem[],
  policy: MatchingPolicy,
  doubtsBefore: readonly string[],
  { repaired, by = 'repaired', from = 'the bank text' }: Reading = {},
): (Explanation & { readonly exact: boolean }) | null {
  const settlement = settle(facts, items, policy);
  if (!settlement) return null;
  const payerUncertain =
    repaired !== undefined && facts.payers.length > 0 && facts.certainCustomerId === null
      ? ['the payer is not certain']
      : [];
  const doubts = [
    ...doubtsBefore,
    ...settlement.doubts,
    ...doubtsAbout(facts, settlement.items, settlement.exact),
    ...payerUncertain,
  ];
  const agrees = settlement.because === '' ? ', and the amount agrees' : settlement.because;
  const evidence: EvidenceKind = referenceEvidence({
    allocations: settlement.allocations,
    receiptAmountMinor: facts.receipt.amountMinor,
    exact: settlement.exact,
    ownItems: settlement.items.every((item) => facts.inGroup(item.customerId)),
    read: repaired === undefined ? 'plainly' : by,
  });
  return {
    exact: settlement.exact,
    certain: doubts.length === 0,
    customerId: items[0]!.customerId,
    evidence,
    confidence: doubts.length === 0 ? (settlement.exact ? (repaired ? 0.985 : 0.995) : 0.97) : 0.75,
    allocations: settlement.allocations,
    items: settlement.items,
    because: `named in ${from}${repaired ? ` (${repaired})` : ''}${agrees}`,
    alternatives: settlement.rival ? 1 : 0,
    runnerUp: settlement.rival ?? null,
    doubts: [...new Set(doubts)],
  };
}
