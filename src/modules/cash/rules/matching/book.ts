/** The open book that a run of the engine works on: indexes built once, open amounts that shrink as receipts apply. */
import { textKey } from '#kernel';
import { readByHabit } from './habits.ts';
import { KeyIndex } from './key-index.ts';
import type {
  AppliedReceipt,
  MatchingCustomer,
  MatchingItem,
  MatchingProblem,
  MatchingReceipt,
  ReceiptResult,
} from './model.ts';
import { findPayer, indexPayers, type PayerCandidate, type PayerIndex, push } from './payer.ts';
import { saysReturned, withoutReturnWords } from './payment-text.ts';
import { namedItems, wordsOf } from './references.ts';

/** What is known about one receipt, before anything is decided. */
export interface ReceiptFacts {
  readonly receipt: MatchingReceipt;
  readonly payers: readonly PayerCandidate[];
  /** The one payer that account or name leaves no doubt about; null otherwise. */
  readonly certainCustomerId: string | null;
  /** Customers whose items this payer may pay: the candidates, their children and their parents. */
  readonly group: ReadonlySet<string>;
  /** Customers that are in the group only because the payer paid for them once before. */
  readonly hintedGroup: ReadonlySet<string>;
  /** The item of the payer's group that a word means by the way in which this payer was seen to write our numbers. */
  readByHabit(word: string): { readonly item: MatchingItem; readonly learnedId: string } | null;
  /** The learned evidence behind an explanation by items of these customers. */
  learnedBehind(customerIds: readonly string[]): string[];
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
  /** Takes what a receipt pays from its items. */
  settle(receipt: MatchingReceipt, result: ReceiptResult, items: readonly MatchingItem[]): void;
}

/** A returned payment is reported with the bank's words before the name. */
function payerAsNamed(receipt: MatchingReceipt): MatchingReceipt {
  const { name } = receipt.payer;
  if (name === null || !/^(?:NSF|ACH|RETURN|CHE(?:CK|QUE)|R(?:UE|Ü)CKLAST)/i.test(name)) return receipt;
  return saysReturned(`${name} ${receipt.reference}`, receipt.method)
    ? { ...receipt, payer: { ...receipt.payer, name: withoutReturnWords(name) } }
    : receipt;
}

/** What a book holds: open amounts, and the indexes by which receipts find items and customers. */
interface Shelves {
  readonly payers: PayerIndex;
  readonly references: KeyIndex;
  /** What is open now of the items that receipts of this run took from. */
  readonly left: ReadonlyMap<string, bigint>;
  /** Those of them that are open in part. */
  readonly partly: ReadonlySet<string>;
  itemsOfCustomer(customerId: string): MatchingItem[];
  /** One of a customer's items that were open with this amount, or are open in part, that passes the test. */
  anyOfCustomer(
    customerId: string,
    amountMinor: bigint,
    test: (item: MatchingItem) => boolean,
  ): MatchingItem | undefined;
  customer(id: string): MatchingCustomer | undefined;
  readonly children: ReadonlyMap<string, readonly string[]>;
  /** Payer → customers for whom it was seen to pay. */
  readonly paysFor: ReadonlyMap<string, readonly { customerId: string; learnedId: string; firm: boolean }[]>;
  itemsOfAmount(amountMinor: bigint, currency: string): readonly MatchingItem[];
}

const nobody: ReadonlySet<string> = new Set();

const byDueDay = (a: MatchingItem, b: MatchingItem): number =>
  a.dueDate === b.dueDate ? (a.id < b.id ? -1 : 1) : a.dueDate < b.dueDate ? -1 : 1;

/** The facts of one receipt, each found when it is first asked for: an exact reference asks for few of them. */
class FactsOfReceipt implements ReceiptFacts {
  readonly receipt: MatchingReceipt;
  readonly payers: readonly PayerCandidate[];
  readonly certainCustomerId: string | null;
  readonly group: ReadonlySet<string>;
  readonly hintedGroup: ReadonlySet<string>;
  readonly #shelves: Shelves;
  #named: readonly MatchingItem[] | undefined;
  #candidates: MatchingItem[] | undefined;
  #candidatesByAmount: Map<bigint, MatchingItem[]> | undefined;

  constructor(receipt: MatchingReceipt, shelves: Shelves) {
    const found = findPayer(payerAsNamed(receipt), shelves.payers);
    const best = found[0];
    this.receipt = receipt;
    this.payers = found;
    this.certainCustomerId =
      best && best.score >= 0.92 && (found[1] === undefined || found[1].score < best.score - 0.04)
        ? best.customerId
        : null;
    const group = new Set<string>();
    for (const { customerId } of found) {
      group.add(customerId);
      for (const child of shelves.children.get(customerId) ?? []) group.add(child);
    }
    let hinted: ReadonlySet<string> = nobody;
    if (shelves.paysFor.size > 0)
      for (const { customerId } of found)
        for (const one of shelves.paysFor.get(customerId) ?? []) {
          if (group.has(one.customerId) || receipt.mistaken?.includes(one.learnedId)) continue;
          group.add(one.customerId);
          if (!one.firm) hinted = new Set([...hinted, one.customerId]);
        }
    this.group = group;
    this.hintedGroup = hinted;
    this.#shelves = shelves;
  }

  get named(): readonly MatchingItem[] {
    this.#named ??= namedItems(this.receipt.reference, this.#shelves.references).filter((item) => this.#isOpen(item));
    return this.#named;
  }

  lookUp(reference: string): readonly MatchingItem[] {
    return this.#shelves.references.of(textKey(reference)).filter((item) => this.#isOpen(item));
  }

  readByHabit(word: string): { item: MatchingItem; learnedId: string } | null {
    for (const { customerId } of this.payers)
      for (const one of this.customer(customerId)?.learned ?? []) {
        if (one.kind !== 'reference' || this.receipt.mistaken?.includes(one.id)) continue;
        const key = readByHabit(word, one.value);
        const items = key === null ? [] : this.lookUp(key).filter((item) => this.group.has(item.customerId));
        if (items.length === 1) return { item: items[0]!, learnedId: one.id };
      }
    return null;
  }

  learnedBehind(customerIds: readonly string[]): string[] {
    const { paysFor } = this.#shelves;
    const ids = new Set<string>();
    for (const payer of this.payers) {
      const pays = (paysFor.get(payer.customerId) ?? []).filter((one) => customerIds.includes(one.customerId));
      for (const one of pays) if (!this.receipt.mistaken?.includes(one.learnedId)) ids.add(one.learnedId);
      if (customerIds.includes(payer.customerId) || pays.length > 0)
        for (const id of payer.learnedIds ?? []) ids.add(id);
    }
    return [...ids];
  }

  get candidates(): readonly MatchingItem[] {
    this.#candidates ??= [...this.group]
      .flatMap((customerId) => this.#shelves.itemsOfCustomer(customerId))
      .filter((item) => this.#isOpen(item))
      .sort(byDueDay);
    return this.#candidates;
  }

  get sameAmount(): readonly MatchingItem[] {
    const { amountMinor, currency } = this.receipt;
    return this.#shelves.itemsOfAmount(amountMinor, currency).filter((item) => this.open(item) === amountMinor);
  }

  customer(id: string): MatchingCustomer | undefined {
    return this.#shelves.customer(id);
  }

  ofAmount(amountMinor: bigint): readonly MatchingItem[] {
    if (this.#candidatesByAmount === undefined) {
      this.#candidatesByAmount = new Map();
      for (const item of this.candidates) push(this.#candidatesByAmount, this.open(item), item);
    }
    return this.#candidatesByAmount.get(amountMinor) ?? [];
  }

  open(item: MatchingItem): bigint {
    return this.#shelves.left.get(item.id) ?? item.openMinor;
  }

  another(amountMinor: bigint, than: readonly MatchingItem[]): MatchingItem | undefined {
    for (const customerId of this.group) {
      const item = this.#shelves.anyOfCustomer(
        customerId,
        amountMinor,
        (one) => this.open(one) === amountMinor && one.currency === this.receipt.currency && !than.includes(one),
      );
      if (item !== undefined) return item;
    }
    return undefined;
  }

  #isOpen(item: MatchingItem): boolean {
    return item.currency === this.receipt.currency && this.open(item) !== 0n;
  }
}

/** Lists by amount and currency, without writing the amount out as text. */
class ByAmount<T> {
  readonly #byCurrency = new Map<string, Map<bigint, T[]>>();

  add(amountMinor: bigint, currency: string, one: T): void {
    let byAmount = this.#byCurrency.get(currency);
    if (byAmount === undefined) {
      byAmount = new Map();
      this.#byCurrency.set(currency, byAmount);
    }
    push(byAmount, amountMinor, one);
  }

  of(amountMinor: bigint, currency: string): readonly T[] | undefined {
    return this.#byCurrency.get(currency)?.get(amountMinor);
  }
}

const fingerprint = (amount: bigint): number => Number(BigInt.asIntN(32, amount));

/** The customers of a problem and the items of each, in their order: chains over an array, no list for each customer. */
function shelve(
  { customers, openItems }: MatchingProblem,
  partly: ReadonlySet<string>,
): Pick<Shelves, 'customer' | 'itemsOfCustomer' | 'anyOfCustomer'> {
  interface Shelf {
    readonly customer: MatchingCustomer | undefined;
    /** Place of its first item; −1 ends a chain. */
    first: number;
  }
  const shelves = new Map<string, Shelf>();
  for (const customer of customers) shelves.set(customer.id, { customer, first: -1 });
  const next = new Int32Array(openItems.length);
  // The last 32 bits of each amount tell most of those apart that differ: a chain is passed without a look at its items.
  const fingerprints = new Int32Array(openItems.length);
  for (let place = openItems.length - 1; place >= 0; place -= 1) {
    const { customerId, openMinor } = openItems[place]!;
    fingerprints[place] = fingerprint(openMinor);
    let shelf = shelves.get(customerId);
    if (shelf === undefined) {
      shelf = { customer: undefined, first: -1 };
      shelves.set(customerId, shelf);
    }
    next[place] = shelf.first;
    shelf.first = place;
  }
  return {
    customer: (id) => shelves.get(id)?.customer,
    itemsOfCustomer(customerId) {
      const items: MatchingItem[] = [];
      for (let place = shelves.get(customerId)?.first ?? -1; place >= 0; place = next[place]!)
        items.push(openItems[place]!);
      return items;
    },
    anyOfCustomer(customerId, amountMinor, test) {
      const wanted = fingerprint(amountMinor);
      for (let place = shelves.get(customerId)?.first ?? -1; place >= 0; place = next[place]!) {
        // What is open is the first amount, nothing, or a part.
        if (fingerprints[place] !== wanted && (partly.size === 0 || !partly.has(openItems[place]!.id))) continue;
        const item = openItems[place]!;
        if (test(item)) return item;
      }
      return undefined;
    },
  };
}

/**
 * Builds the indexes of a problem: cost is proportional to its size, once. Those that only a receipt without an exact
 * reference needs are made at the first such receipt.
 */
export function buildBook(problem: MatchingProblem): Book {
  const left = new Map<string, bigint>();
  const partly = new Set<string>();
  const customers = shelve(problem, partly);
  let byAmount: ByAmount<MatchingItem> | undefined;
  const children = new Map<string, string[]>();
  const parent = new Map<string, string>();
  for (const customer of problem.customers) {
    if (customer.parentId !== null) parent.set(customer.id, customer.parentId);
    if (customer.parentId === null && customer.payerIds === undefined) continue;
    for (const payerId of new Set([
      ...(customer.payerIds ?? []),
      ...(customer.parentId === null ? [] : [customer.parentId]),
    ]))
      push(children, payerId, customer.id);
  }
  const paysFor = new Map<string, { customerId: string; learnedId: string; firm: boolean }[]>();
  for (const { id: customerId, learned } of problem.customers)
    for (const { id: learnedId, kind, value, firm } of learned ?? [])
      if (kind === 'pays_for') push(paysFor, value, { customerId, learnedId, firm });
  // By amount and currency: a receipt is compared only with those it could repeat, however many were applied.
  const applied = new ByAmount<AppliedReceipt>();
  for (const one of problem.applied ?? []) applied.add(one.amountMinor, one.currency, one);
  const shelves: Shelves = {
    payers: indexPayers(problem.customers),
    references: new KeyIndex(problem.openItems),
    left,
    partly,
    ...customers,
    children,
    paysFor,
    itemsOfAmount(amountMinor, currency) {
      if (byAmount === undefined) {
        byAmount = new ByAmount();
        for (const item of problem.openItems) byAmount.add(item.openMinor, item.currency, item);
      }
      return byAmount.of(amountMinor, currency) ?? [];
    },
  };

  return {
    factsOf: (receipt) => new FactsOfReceipt(receipt, shelves),

    duplicateOf(receipt, facts) {
      const sameAmount = applied.of(receipt.amountMinor, receipt.currency);
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

    settle(receipt, result, items) {
      const settled: MatchingItem[] = [];
      for (const allocation of result.allocations) {
        const item = items.find((one) => one.id === allocation.itemId)!;
        const open = (left.get(item.id) ?? item.openMinor) - allocation.itemAmountMinor;
        left.set(item.id, open);
        if (open === 0n) {
          settled.push(item);
          partly.delete(item.id);
        } else partly.add(item.id);
      }
      if (result.customerId !== null && settled.length > 0) {
        applied.add(receipt.amountMinor, receipt.currency, {
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
