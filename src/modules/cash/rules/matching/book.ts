/** The open book that a run of the engine works on: indexes built once, open amounts that shrink as receipts apply. */
import { textKey } from '#kernel';
import { Chains, hashWith } from './chains.ts';
import { readByHabit } from './habits.ts';
import { KeyIndex } from './key-index.ts';
import {
  type AppliedReceipt,
  type Exchange,
  type MatchingCustomer,
  type MatchingItem,
  type MatchingProblem,
  type MatchingReceipt,
  type ReceiptResult,
  toleranceKey,
} from './model.ts';
import { certainAmong, indexPayers, type PayerCandidate, type PayerIndex, payersFor, push } from './payer.ts';
import { saysReturned, withoutReturnWords } from './payment-text.ts';
import { namedItems, wordsOf } from './references.ts';
import { whoPaid } from './ultimate-debtor.ts';

/** What is known about one receipt, before anything is decided. */
export interface ReceiptFacts {
  readonly receipt: MatchingReceipt;
  readonly payers: readonly PayerCandidate[];
  /** The one payer that account or name leaves no doubt about; null otherwise. */
  readonly certainCustomerId: string | null;
  /** The ultimate debtor that the bank names, where that tells whose debt is paid; and where it contradicts the payer. */
  readonly owedBy: string | null;
  readonly contradictedBy: string | null;
  /** Whether this payer may pay items of a customer: a candidate, a child or a parent of one, or one it was seen to pay for. */
  inGroup(customerId: string): boolean;
  /** Customers that are in the group only because the payer paid for them once before. */
  readonly hintedGroup: ReadonlySet<string>;
  /** The item of the payer's group that a word means by the way in which this payer was seen to write our numbers. */
  readByHabit(word: string): { readonly item: MatchingItem; readonly learnedId: string } | null;
  /** The learned evidence behind an explanation by these items: who paid, and for whom. */
  learnedBehind(items: readonly MatchingItem[]): readonly string[];
  /** The items of the receipt's currency that its text names, in order. */
  readonly named: readonly MatchingItem[];
  /** The open items in other currencies that its text names. */
  readonly namedAbroad: readonly MatchingItem[];
  /** What an amount in another currency is worth in the receipt's on its day, and the other way round; null: no rate. */
  exchanged(amountMinor: bigint, from: string): ReturnType<Exchange>;
  exchangedInto(amountMinor: bigint, to: string): ReturnType<Exchange>;
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
  /** What was let go of a customer as tolerance in the receipt's month, in its currency. */
  toleranceUsed(customerId: string): bigint;
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
  readonly exchange: Exchange | undefined;
  readonly references: KeyIndex;
  /** What was let go as tolerance, by `toleranceKey`. */
  readonly letGo: ReadonlyMap<string, bigint>;
  /** What is open now of the items that receipts of this run took from. */
  readonly left: ReadonlyMap<string, bigint>;
  /** By due day. */
  itemsOfCustomer(customerId: string): readonly MatchingItem[];
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
const nothing: readonly string[] = [];

const byDueDay = (a: MatchingItem, b: MatchingItem): number =>
  a.dueDate === b.dueDate ? (a.id < b.id ? -1 : 1) : a.dueDate < b.dueDate ? -1 : 1;

/** The facts of one receipt, each found when it is first asked for: an exact reference asks for few of them. */
class FactsOfReceipt implements ReceiptFacts {
  readonly receipt: MatchingReceipt;
  readonly payers: readonly PayerCandidate[];
  readonly certainCustomerId: string | null;
  readonly owedBy: string | null;
  readonly contradictedBy: string | null;
  readonly hintedGroup: ReadonlySet<string>;
  /** The customers of the group; of few, which is the rule, a list is cheaper than a set. */
  readonly #group: readonly string[];
  readonly #manyInGroup: ReadonlySet<string> | null;
  readonly #shelves: Shelves;
  #named: readonly MatchingItem[] | undefined;
  #candidates: MatchingItem[] | undefined;
  #candidatesByAmount: Map<bigint, MatchingItem[]> | undefined;

  constructor(receipt: MatchingReceipt, shelves: Shelves) {
    const { payers: found, owedBy, contradictedBy } = whoPaid(payerAsNamed(receipt), shelves);
    const best = found[0];
    this.receipt = receipt;
    this.payers = found;
    this.owedBy = owedBy;
    this.contradictedBy = contradictedBy;
    this.certainCustomerId = certainAmong(found)?.customerId ?? null;
    this.#shelves = shelves;
    if (found.length < 2 && shelves.paysFor.size === 0 && (!best || !shelves.children.has(best.customerId))) {
      this.#group = best ? [best.customerId] : [];
      this.#manyInGroup = null;
      this.hintedGroup = nobody;
      return;
    }
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
    this.#group = [...group];
    this.#manyInGroup = group.size > 8 ? group : null;
    this.hintedGroup = hinted;
  }

  inGroup(customerId: string): boolean {
    return this.#manyInGroup?.has(customerId) ?? this.#group.includes(customerId);
  }

  get named(): readonly MatchingItem[] {
    this.#named ??= namedItems(this.receipt.reference, this.#shelves.references).filter((item) => this.#isOpen(item));
    return this.#named;
  }

  get namedAbroad(): readonly MatchingItem[] {
    if (this.#shelves.exchange === undefined) return [];
    const { currency, reference } = this.receipt;
    return namedItems(reference, this.#shelves.references).filter(
      (item) => item.currency !== currency && this.open(item) !== 0n,
    );
  }

  exchanged(amountMinor: bigint, from: string): ReturnType<Exchange> {
    const { currency, date } = this.receipt;
    return this.#shelves.exchange?.(amountMinor, from, currency, date) ?? null;
  }

  exchangedInto(amountMinor: bigint, to: string): ReturnType<Exchange> {
    const { currency, date } = this.receipt;
    return this.#shelves.exchange?.(amountMinor, currency, to, date) ?? null;
  }

  lookUp(reference: string): readonly MatchingItem[] {
    return this.#shelves.references.of(textKey(reference)).filter((item) => this.#isOpen(item));
  }

  readByHabit(word: string): { item: MatchingItem; learnedId: string } | null {
    for (const { customerId } of this.payers)
      for (const one of this.customer(customerId)?.learned ?? []) {
        if (one.kind !== 'reference' || this.receipt.mistaken?.includes(one.id)) continue;
        const key = readByHabit(word, one.value);
        const items = key === null ? [] : this.lookUp(key).filter((item) => this.inGroup(item.customerId));
        if (items.length === 1) return { item: items[0]!, learnedId: one.id };
      }
    return null;
  }

  learnedBehind(items: readonly MatchingItem[]): readonly string[] {
    const { paysFor } = this.#shelves;
    if (paysFor.size === 0 && this.payers.every((payer) => payer.learnedIds === undefined)) return nothing;
    const customerIds = items.map((item) => item.customerId);
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
    if (this.#candidates !== undefined) return this.#candidates;
    const items = this.#group.flatMap((customerId) => this.#shelves.itemsOfCustomer(customerId));
    this.#candidates = items.filter((item) => this.#isOpen(item));
    // Those of one customer are in their order already.
    if (this.#group.length > 1) this.#candidates.sort(byDueDay);
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

  toleranceUsed(customerId: string): bigint {
    const { date, currency } = this.receipt;
    return this.#shelves.letGo.get(toleranceKey(customerId, date, currency)) ?? 0n;
  }

  another(amountMinor: bigint, than: readonly MatchingItem[]): MatchingItem | undefined {
    for (const customerId of this.#group) {
      const item = this.#shelves.anyOfCustomer(
        customerId,
        amountMinor,
        (one) => !than.includes(one) && one.currency === this.receipt.currency && this.open(one) === amountMinor,
      );
      if (item !== undefined) return item;
    }
    return undefined;
  }

  #isOpen(item: MatchingItem): boolean {
    return item.currency === this.receipt.currency && this.open(item) !== 0n;
  }
}

const amountRead = new BigInt64Array(1);
const halvesOfAmount = new Int32Array(amountRead.buffer);

/** 32 bits of an amount: they tell most of those apart that differ. Read through an array, which makes no number of its own. */
function fingerprint(amount: bigint): number {
  amountRead[0] = amount;
  return halvesOfAmount[0]!;
}

/** What has an amount in a currency, found by both, in the order in which it came. */
class ByAmount<T extends { readonly currency: string }> {
  readonly #all: T[] = [];
  readonly #places: Chains;
  readonly #amountOf: (one: T) => bigint;

  constructor(expected: number, amountOf: (one: T) => bigint) {
    this.#places = new Chains(expected);
    this.#amountOf = amountOf;
  }

  add(one: T): void {
    this.#places.add(hashWith(one.currency, fingerprint(this.#amountOf(one))), this.#all.length);
    this.#all.push(one);
  }

  of(amountMinor: bigint, currency: string): readonly T[] | undefined {
    let found: T[] | undefined;
    const hash = hashWith(currency, fingerprint(amountMinor));
    for (let entry = this.#places.find(hash); entry !== 0; entry = this.#places.after(entry)) {
      const one = this.#all[this.#places.placeOf(entry)]!;
      if (one.currency !== currency || this.#amountOf(one) !== amountMinor) continue;
      if (found === undefined) found = [one];
      else found.push(one);
    }
    // A chain gives what came last first.
    return found !== undefined && found.length > 1 ? found.reverse() : found;
  }
}

/** Those of the items that are open in part, by customer. */
type Partly = ReadonlyMap<string, readonly MatchingItem[]>;

/**
 * The items of a problem by their customers. Those of one amount are found by a chain of their own: most receipts ask for no
 * others. All of a customer are put side by side when the first receipt asks for them.
 */
function shelve(
  { customers, openItems, asked }: MatchingProblem,
  partly: Partly,
): Pick<Shelves, 'customer' | 'itemsOfCustomer' | 'anyOfCustomer'> {
  const byAmount = new Chains(openItems.length);
  for (let place = openItems.length - 1; place >= 0; place -= 1) {
    const { customerId, openMinor } = openItems[place]!;
    byAmount.add(hashWith(customerId, fingerprint(openMinor)), place);
  }
  let byId: Map<string, MatchingCustomer> | undefined;
  let ofCustomer: ((customerId: string) => MatchingItem[]) | undefined;
  // Who pays once pays again: its items are put in their order for the first of its receipts.
  const inOrder = new Map<string, readonly MatchingItem[]>();
  return {
    customer(id) {
      byId ??= new Map(customers.map((customer) => [customer.id, customer]));
      return byId.get(id);
    },
    itemsOfCustomer(customerId) {
      asked?.customerIds.add(customerId);
      let items = inOrder.get(customerId);
      if (items === undefined) {
        ofCustomer ??= putTogether(openItems);
        items = ofCustomer(customerId).sort(byDueDay);
        inOrder.set(customerId, items);
      }
      return items;
    },
    anyOfCustomer(customerId, amountMinor, test) {
      asked?.customerIds.add(customerId);
      const hash = hashWith(customerId, fingerprint(amountMinor));
      for (let entry = byAmount.find(hash); entry !== 0; entry = byAmount.after(entry)) {
        const item = openItems[byAmount.placeOf(entry)]!;
        if (item.customerId === customerId && test(item)) return item;
      }
      // What is open is the first amount, nothing, or a part.
      return partly.size === 0 ? undefined : partly.get(customerId)?.find(test);
    },
  };
}

/** The items of each customer, in their order: side by side in one array of places. */
function putTogether(openItems: MatchingProblem['openItems']): (customerId: string) => MatchingItem[] {
  const shelves = new Map<string, number>();
  const shelfOf = new Int32Array(openItems.length);
  for (let place = 0; place < openItems.length; place += 1) {
    const { customerId } = openItems[place]!;
    let shelf = shelves.get(customerId);
    if (shelf === undefined) {
      shelf = shelves.size;
      shelves.set(customerId, shelf);
    }
    shelfOf[place] = shelf;
  }
  /** Where each shelf ends, from 1 on: it begins where the one before it ends. */
  const ends = new Int32Array(shelves.size + 1);
  for (let place = 0; place < shelfOf.length; place += 1) ends[shelfOf[place]! + 1]! += 1;
  for (let shelf = 1; shelf <= shelves.size; shelf += 1) ends[shelf]! += ends[shelf - 1]!;
  const filled = ends.slice(0, shelves.size);
  const places = new Int32Array(openItems.length);
  for (let place = 0; place < openItems.length; place += 1) {
    const row = filled[shelfOf[place]!]!;
    filled[shelfOf[place]!] = row + 1;
    places[row] = place;
  }
  return (customerId) => {
    const shelf = shelves.get(customerId);
    const items: MatchingItem[] = [];
    if (shelf === undefined) return items;
    for (let row = ends[shelf]!; row < ends[shelf + 1]!; row += 1) items.push(openItems[places[row]!]!);
    return items;
  };
}

/** A receipt that this run applied: its items say the rest when a later receipt of the same amount asks. */
class Settled implements AppliedReceipt {
  readonly customerId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly #items: readonly MatchingItem[];

  constructor(customerId: string, receipt: MatchingReceipt, items: readonly MatchingItem[]) {
    this.customerId = customerId;
    this.amountMinor = receipt.amountMinor;
    this.currency = receipt.currency;
    this.#items = items;
  }

  get itemNumbers(): readonly string[] {
    return this.#items.map((item) => item.number);
  }

  get itemReferences(): readonly (readonly string[])[] {
    return this.#items.map((item) => item.references);
  }
}

/**
 * Builds the indexes of a problem: cost is proportional to its size, once. Those that only a receipt without an exact
 * reference needs are made at the first such receipt.
 */
export function buildBook(problem: MatchingProblem): Book {
  const left = new Map<string, bigint>();
  const letGo = new Map(problem.toleranceUsed);
  const partly = new Map<string, MatchingItem[]>();
  const customers = shelve(problem, partly);
  let byAmount: ByAmount<MatchingItem> | undefined;
  const children = new Map<string, string[]>();
  const parent = new Map<string, string>();
  for (const customer of problem.customers) {
    if (customer.parentId !== null) parent.set(customer.id, customer.parentId);
    for (const payerId of payersFor(customer)) push(children, payerId, customer.id);
  }
  const paysFor = new Map<string, { customerId: string; learnedId: string; firm: boolean }[]>();
  for (const { id: customerId, learned } of problem.customers)
    for (const { id: learnedId, kind, value, firm } of learned ?? [])
      if (kind === 'pays_for') push(paysFor, value, { customerId, learnedId, firm });
  // By amount and currency: a receipt is compared only with those it could repeat, however many were applied.
  const applied = new ByAmount<AppliedReceipt>(problem.receipts.length, (one) => one.amountMinor);
  for (const one of problem.applied ?? []) applied.add(one);
  const shelves: Shelves = {
    payers: indexPayers(problem.customers),
    exchange: problem.exchange,
    references: new KeyIndex(problem.openItems, problem.asked?.keys),
    left,
    letGo,
    ...customers,
    children,
    paysFor,
    itemsOfAmount(amountMinor, currency) {
      problem.asked?.amountsMinor.add(amountMinor);
      if (byAmount === undefined) {
        byAmount = new ByAmount(problem.openItems.length, (item) => item.openMinor);
        for (const item of problem.openItems) byAmount.add(item);
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
            facts.inGroup(one.customerId) ||
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
        for (const one of allocation.adjustments) {
          if (one.kind !== 'tolerance') continue;
          const key = toleranceKey(item.customerId, receipt.date, receipt.currency);
          letGo.set(key, (letGo.get(key) ?? 0n) + one.amountMinor);
        }
        const open = (left.get(item.id) ?? item.openMinor) - allocation.itemAmountMinor;
        left.set(item.id, open);
        if (open === 0n) settled.push(item);
        else if (!partly.get(item.customerId)?.includes(item)) push(partly, item.customerId, item);
      }
      if (result.customerId !== null && settled.length > 0)
        applied.add(new Settled(result.customerId, receipt, settled));
    },
  };
}
