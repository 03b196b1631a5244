/** The open book that a run of the engine works on: indexes built once, open amounts that shrink as receipts apply. */
import { textKey } from '#kernel';
import type {
  AppliedReceipt,
  MatchingCustomer,
  MatchingItem,
  MatchingProblem,
  MatchingReceipt,
  ReceiptResult,
} from './model.ts';
import { findPayer, indexPayers, type PayerCandidate } from './payer.ts';
import { saysReturned, withoutReturnWords } from './payment-text.ts';
import { indexReferences, namedItems, wordsOf } from './references.ts';

/** What is known about one receipt, before anything is decided. */
export interface ReceiptFacts {
  readonly receipt: MatchingReceipt;
  readonly payers: readonly PayerCandidate[];
  /** The one payer that account or name leaves no doubt about; null otherwise. */
  readonly certainCustomerId: string | null;
  /** Customers whose items this payer may pay: the candidates, their children and their parents. */
  readonly group: ReadonlySet<string>;
  /** The items of the receipt's currency that its text names, in order. */
  readonly named: readonly MatchingItem[];
  /** Items that one remittance reference names exactly. */
  lookUp(reference: string): readonly MatchingItem[];
  /** Open items of the group in the receipt's currency, by due day. */
  readonly candidates: readonly MatchingItem[];
  /** Open items of all customers with exactly the receipt's amount and currency. */
  readonly sameAmount: readonly MatchingItem[];
  customer(id: string): MatchingCustomer | undefined;
  /** Those of the candidates with this open amount. */
  ofAmount(amountMinor: bigint): readonly MatchingItem[];
  open(item: MatchingItem): bigint;
  /** Another open item of the group with this open amount, in no order; undefined when there is none. */
  another(amountMinor: bigint, than: readonly MatchingItem[]): MatchingItem | undefined;
}

export interface Book {
  factsOf(receipt: MatchingReceipt): ReceiptFacts;
  duplicateOf(receipt: MatchingReceipt, facts: ReceiptFacts): AppliedReceipt | undefined;
  settle(receipt: MatchingReceipt, result: ReceiptResult): void;
}

/** A returned payment is reported with the bank's words before the name. */
function payerAsNamed(receipt: MatchingReceipt): MatchingReceipt {
  const { name } = receipt.payer;
  if (name === null || !/^(?:NSF|ACH|RETURN|CHE(?:CK|QUE)|R(?:UE|Ü)CKLAST)/i.test(name)) return receipt;
  return saysReturned(`${name} ${receipt.reference}`, receipt.method)
    ? { ...receipt, payer: { ...receipt.payer, name: withoutReturnWords(name) } }
    : receipt;
}

/** Builds the indexes of a problem: cost is proportional to its size, once. */
export function buildBook(problem: MatchingProblem): Book {
  const payers = indexPayers(problem.customers);
  const references = indexReferences(problem.openItems);
  const open = new Map<string, bigint>();
  const byCustomer = new Map<string, MatchingItem[]>();
  const itemById = new Map<string, MatchingItem>();
  const amountKey = (amountMinor: bigint, currency: string): string => `${amountMinor} ${currency}`;
  for (const item of problem.openItems) {
    open.set(item.id, item.openMinor);
    itemById.set(item.id, item);
    const list = byCustomer.get(item.customerId);
    if (list) list.push(item);
    else byCustomer.set(item.customerId, [item]);
  }
  const customerById = new Map(problem.customers.map((customer) => [customer.id, customer]));
  // Made at the first receipt that needs it: most books never do.
  let byAmount: Map<string, MatchingItem[]> | undefined;
  const itemsOfAmount = (): Map<string, MatchingItem[]> => {
    if (byAmount) return byAmount;
    byAmount = new Map();
    for (const item of problem.openItems) {
      const key = amountKey(item.openMinor, item.currency);
      const list = byAmount.get(key);
      if (list) list.push(item);
      else byAmount.set(key, [item]);
    }
    return byAmount;
  };
  const children = new Map<string, string[]>();
  const parent = new Map<string, string>();
  for (const customer of problem.customers) {
    if (customer.parentId !== null) parent.set(customer.id, customer.parentId);
    for (const payerId of new Set([
      ...(customer.payerIds ?? []),
      ...(customer.parentId === null ? [] : [customer.parentId]),
    ])) {
      const list = children.get(payerId);
      if (list) list.push(customer.id);
      else children.set(payerId, [customer.id]);
    }
  }
  // By amount and currency: a receipt is compared only with those it could repeat, however many were applied.
  const applied = new Map<string, AppliedReceipt[]>();
  const addApplied = (one: AppliedReceipt): void => {
    const key = amountKey(one.amountMinor, one.currency);
    const list = applied.get(key);
    if (list) list.push(one);
    else applied.set(key, [one]);
  };
  for (const one of problem.applied ?? []) addApplied(one);
  const byDueDay = (a: MatchingItem, b: MatchingItem): number =>
    a.dueDate === b.dueDate ? (a.id < b.id ? -1 : 1) : a.dueDate < b.dueDate ? -1 : 1;
  const isOpen = (item: MatchingItem, receipt: MatchingReceipt): boolean =>
    item.currency === receipt.currency && open.get(item.id) !== 0n;

  return {
    factsOf(receipt) {
      const found = findPayer(payerAsNamed(receipt), payers);
      const best = found[0];
      const certain =
        best && best.score >= 0.92 && (found[1] === undefined || found[1].score < best.score - 0.04)
          ? best.customerId
          : null;
      const group = new Set<string>();
      for (const { customerId } of found) {
        group.add(customerId);
        for (const child of children.get(customerId) ?? []) group.add(child);
      }
      const named = namedItems(receipt.reference, references).filter((item) => isOpen(item, receipt));
      let candidates: MatchingItem[] | undefined;
      let candidatesByAmount: Map<bigint, MatchingItem[]> | undefined;
      return {
        receipt,
        payers: found,
        certainCustomerId: certain,
        group,
        named,
        lookUp: (reference) => (references.exact.get(textKey(reference)) ?? []).filter((item) => isOpen(item, receipt)),
        get candidates() {
          candidates ??= [...group]
            .flatMap((customerId) => byCustomer.get(customerId) ?? [])
            .filter((item) => isOpen(item, receipt))
            .sort(byDueDay);
          return candidates;
        },
        get sameAmount() {
          const equal = itemsOfAmount().get(amountKey(receipt.amountMinor, receipt.currency)) ?? [];
          return equal.filter((item) => open.get(item.id) === receipt.amountMinor);
        },
        customer: (id) => customerById.get(id),
        ofAmount(amountMinor) {
          if (candidatesByAmount === undefined) {
            candidatesByAmount = new Map();
            for (const item of this.candidates) {
              const list = candidatesByAmount.get(open.get(item.id)!);
              if (list) list.push(item);
              else candidatesByAmount.set(open.get(item.id)!, [item]);
            }
          }
          return candidatesByAmount.get(amountMinor) ?? [];
        },
        open: (item) => open.get(item.id)!,
        another(amountMinor, than) {
          for (const customerId of group)
            for (const item of byCustomer.get(customerId) ?? [])
              if (open.get(item.id) === amountMinor && item.currency === receipt.currency && !than.includes(item))
                return item;
          return undefined;
        },
      };
    },

    duplicateOf(receipt, facts) {
      const sameAmount = applied.get(amountKey(receipt.amountMinor, receipt.currency));
      if (sameAmount === undefined) return undefined;
      const names = new Set(
        [
          ...receipt.remittance.map((line) => textKey(line.reference)),
          ...wordsOf(receipt.reference).map(textKey),
        ].filter((key) => /\d/.test(key)),
      );
      if (names.size === 0) return undefined;
      return sameAmount.find(
        (one) =>
          (facts.payers.length === 0 ||
            facts.group.has(one.customerId) ||
            facts.payers.some((payer) => parent.get(payer.customerId) === one.customerId)) &&
          one.itemNumbers.length > 0 &&
          one.itemNumbers.every(
            (number, at) =>
              names.has(textKey(number)) ||
              (one.itemReferences?.[at] ?? []).some((reference) => names.has(textKey(reference))),
          ),
      );
    },

    settle(receipt, result) {
      const settled: MatchingItem[] = [];
      for (const allocation of result.allocations) {
        const left = open.get(allocation.itemId)! - allocation.itemAmountMinor;
        open.set(allocation.itemId, left);
        if (left === 0n) settled.push(itemById.get(allocation.itemId)!);
      }
      if (result.customerId !== null && settled.length > 0) {
        addApplied({
          customerId: result.customerId,
          amountMinor: receipt.amountMinor,
          currency: receipt.currency,
          itemNumbers: settled.map((item) => item.number),
          itemReferences: settled.map((item) => item.references),
        });
      }
    },
  };
}
