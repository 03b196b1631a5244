/**
 * Receipts whose right answer is known, because they are made from it: books of open items, and for each class of payment
 * that arrives in practice receipts with their label. Seeded: the same seed makes the same books on every machine.
 */
import { defaultMatchingPolicy, type MatchingPolicy, type MatchingProblem } from '#cash';
import { addDays, type Day, formatAmount, makeCreditorReference, makeIban } from '#kernel';
import { type Random, seeded } from './random.ts';

type Item = MatchingProblem['openItems'][number];
type Customer = MatchingProblem['customers'][number];
type Receipt = MatchingProblem['receipts'][number];

/** How often each class comes, in parts of the whole. */
export const classWeights = {
  exact: 22,
  structured: 8,
  garbled: 6,
  truncated: 5,
  multi: 9,
  abbreviated: 3,
  advice: 5,
  short: 5,
  partial: 3,
  discount: 6,
  late_discount: 2,
  credit: 5,
  parent: 4,
  chain: 2,
  on_behalf: 3,
  on_behalf_unknown: 2,
  on_behalf_against: 1,
  fee: 4,
  duplicate: 3,
  ambiguous: 3,
  amount_only: 3,
  unknown: 2,
  prepayment: 2,
  wrong_currency: 1,
  blocked: 1,
  stranger: 1,
  garbled_unknown: 1,
  advice_deduction: 3,
  advice_wrong: 2,
  withholding: 3,
  tolerance: 2,
  other_currency: 1,
  overpayment: 2,
  factor: 2,
  returned: 2,
} as const;
export type ReceiptClass = keyof typeof classWeights;

/** The rules that the labels are right by: what customers abroad withhold, and small differences. */
export const labelledPolicy: MatchingPolicy = {
  ...defaultMatchingPolicy,
  toleranceMinor: 1_00n,
  tolerancePercent: 1,
  toleranceMonthMinor: 3_00n,
  withholding: [{ by: 'country', value: 'IN', percent: 10 }],
};
const euroOfDollar = 92n;

export interface Label {
  readonly receiptClass: ReceiptClass;
  /** Whose money it is; null where what stands on the receipt does not say it. */
  readonly customerId: string | null;
  /** What the money pays, to the unit; empty: nothing may be applied. */
  readonly allocations: readonly {
    readonly itemId: string;
    readonly receiptAmountMinor: bigint;
    readonly itemAmountMinor: bigint;
  }[];
  /** The right decision where nothing is to be applied. */
  readonly otherwise: 'propose' | 'on_account' | 'unidentified' | 'duplicate' | 'returned' | null;
  /** What stands on the receipt leaves no other answer: reference, amount and payer, or two of them without a rival. */
  readonly provable: boolean;
}

export interface LabelledBook {
  readonly problem: MatchingProblem;
  /** By receipt id. */
  readonly labels: ReadonlyMap<string, Label>;
}

const firstDay: Day = '2026-06-01';
const stems =
  'Nordlicht Harbor Ortega Lunde Almendro Castell Falkenberg Greenway Hartmann Iberica Jansen Keller Lakeside Moreau Novak Oakfield Petersen Quandt Rossi Silver Tannen Ullmann Verde Westbrook Ziegler Brandt Cooper Dubois Engel Fischer'.split(
    ' ',
  );
const trades = 'Handel Metallbau Foods Logistik Medical Papier Energy Textil Maschinen Optics Holz Chemie'.split(' ');
const forms = ['GmbH', 'AG', 'Ltd', 'LLC', 'S.L.', 'SAS', 'KG', 'Inc'];

/** One company's way of numbering documents. */
const numberings: readonly ((count: number) => string)[] = [
  (count) => `INV-2026-${String(count).padStart(7, '0')}`,
  (count) => `RE26${String(count).padStart(5, '0')}`,
  (count) => String(90_010_000 + count),
  (count) => `F/2026/${String(count).padStart(5, '0')}`,
  (count) => `SI${String(300_000 + count)}-1`,
];

const plainTexts: readonly ((number: string) => string)[] = [
  (number) => number,
  (number) => `Invoice ${number}`,
  (number) => `Rechnung Nr. ${number} vielen Dank`,
  (number) => `PAYMENT FOR ${number} CUSTOMER 10023`,
  (number) => `facture ${number} du 12.05.2026`,
  (number) => `/INV/${number} 12.05.2026`,
  (number) => `SVWZ+${number} KD-NR 40112`,
];
const pick = <T>(random: Random, list: readonly T[]): T => list[random.whole(0, list.length - 1)]!;

/** Makes one book: its customers, its items and `size` receipts with labels. */
export function makeLabelledBook(seed: number, size: number): LabelledBook {
  const random = seeded(seed);
  const numbering = numberings[seed % numberings.length]!;
  const customers = makeCustomers(random, Math.max(12, Math.round(size / 12)));
  const book = new Book(random, numbering, customers);
  // Items that nobody pays here: what every real book holds beside those that are paid.
  for (let count = 0; count < customers.length * 4; count += 1) book.item(pick(random, customers));
  for (let index = 0; index < size; index += 1) {
    book.receive(drawClass(random), index, size);
  }
  return {
    problem: {
      asOf: '2026-06-30',
      customers,
      openItems: book.items,
      receipts: book.receipts,
      exchange: (amountMinor, from, to) =>
        from === 'USD' && to === 'EUR'
          ? { amountMinor: (amountMinor * euroOfDollar + 50n) / 100n, rate: '1 USD = 0.92 EUR (2026-06-01)' }
          : null,
    },
    labels: book.finishLabels(),
  };
}

function drawClass(random: Random): ReceiptClass {
  const classes = Object.entries(classWeights) as [ReceiptClass, number][];
  let left = random.next() * classes.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [receiptClass, weight] of classes) {
    left -= weight;
    if (left < 0) return receiptClass;
  }
  return 'exact';
}

function makeCustomers(random: Random, count: number): Customer[] {
  const names = stems.flatMap((stem) => trades.map((trade) => `${stem} ${trade}`));
  return Array.from({ length: count }, (_, index) => {
    const name = names[(index * 7) % names.length]!;
    const again = Math.floor((index * 7) / names.length) % 97;
    return {
      id: `c${index}`,
      name: `${name}${index >= names.length ? ` ${again}-${index}` : ''} ${pick(random, forms)}`,
      aliases: [],
      accounts: [makeIban('DE', String(37_040_044_000_000_000n + BigInt(index)))],
      // Two of ten are branches of the one before them, and for one another pays who is no parent.
      parentId: index % 10 > 7 ? `c${index - (index % 10) + 7}` : null,
      payerIds: index % 10 === 4 ? [`c${index - 1}`] : [],
      country: index % 11 === 5 ? 'IN' : 'DE',
    };
  });
}

class Book {
  readonly items: Item[] = [];
  readonly receipts: Receipt[] = [];
  private readonly labels = new Map<string, Label>();
  private readonly byCustomer = new Map<string, Item[]>();
  private readonly given: { receipt: Receipt; customerId: string }[] = [];
  /** Receipts that prove nothing where another item of their payer has the amount. */
  private readonly toldByAmount = new Map<string, NonNullable<Made['toldBy']>>();

  constructor(
    private readonly random: Random,
    private readonly numbering: (count: number) => string,
    private readonly customers: readonly Customer[],
  ) {}

  item(customer: Customer, facts: Partial<Item> = {}): Item {
    const { random } = this;
    const count = this.items.length + 1;
    const number = this.numbering(count);
    const cents = BigInt(Math.round(random.lognormal(90_000, 1.2)) + 500);
    const documentDate = addDays(firstDay, -random.whole(10, 60));
    const item: Item = {
      id: `i${count}`,
      customerId: customer.id,
      number,
      references: random.next() < 0.3 ? [number, `PO-${70_000 + random.whole(0, 29_999)}`] : [number],
      type: 'invoice',
      blocks: random.next() < 0.05 ? ['promise'] : [],
      documentDate,
      dueDate: addDays(documentDate, 30),
      // People invoice round amounts too: they are what makes amounts meet.
      openMinor: random.next() < 0.2 ? (cents / 10_000n + 1n) * 10_000n : cents,
      currency: 'EUR',
      discount: null,
      ...facts,
    };
    this.items.push(item);
    const list = this.byCustomer.get(item.customerId);
    if (list) list.push(item);
    else this.byCustomer.set(item.customerId, [item]);
    return item;
  }

  /** Adds one receipt of a class, with what it pays. */
  receive(receiptClass: ReceiptClass, index: number, size: number): void {
    const customer = pick(
      this.random,
      this.customers.filter(
        (one) =>
          ((receiptClass !== 'parent' && receiptClass !== 'chain') || one.parentId !== null) &&
          (receiptClass !== 'on_behalf' || paysBeside(one) !== undefined) &&
          // What is left out at a customer that withholds tax could be tax: the other classes are of those who pay whole.
          (receiptClass === 'withholding') === (one.country === 'IN'),
      ),
    );
    const made = this.make(receiptClass, customer);
    const payer = made.payer ?? this.payerOf(customer);
    const id = `r${index}`;
    const receipt: Receipt = {
      id,
      date: addDays(firstDay, Math.floor((index * 28) / size)),
      amountMinor: made.amountMinor,
      currency: made.currency ?? 'EUR',
      payer: { name: payer.name, account: payer.account, ...(made.owedBy ? { ultimate: made.owedBy } : {}) },
      reference: made.text,
      method: null,
      remittance: made.remittance ?? [],
    };
    this.receipts.push(receipt);
    if (receiptClass === 'exact') this.given.push({ receipt, customerId: customer.id });
    const named = this.customers.find((one) => one.accounts[0] === payer.account || one.name === payer.name);
    if (made.toldBy) this.toldByAmount.set(id, made.toldBy);
    this.labels.set(id, {
      receiptClass,
      // What the bank says to be another's debt is no credit of the one who pays it.
      customerId: (made.owedBy ? customer : named)?.id ?? null,
      allocations: made.allocations,
      otherwise: made.otherwise ?? null,
      provable: (made.provable ?? true) && (payer.certain || made.withoutPayer === true),
    });
  }

  /** Uniqueness is a matter of the whole book: an amount that another item of the payer has is no proof by itself. */
  finishLabels(): Map<string, Label> {
    for (const [id, toldBy] of this.toldByAmount) {
      const label = this.labels.get(id)!;
      if (!label.provable) continue;
      const item = this.items[Number(label.allocations[0]!.itemId.slice(1)) - 1]!;
      // Who pays for others as well may mean theirs.
      const reached = this.customers.filter(
        (one) =>
          one.id === item.customerId || one.parentId === item.customerId || one.payerIds?.includes(item.customerId),
      );
      const own = reached.flatMap((one) => this.byCustomer.get(one.id) ?? []);
      const rivals = own.filter((one) => one !== item && one.openMinor === item.openMinor);
      const pairs =
        toldBy === 'amount' &&
        own.some((a, at) => own.slice(at + 1).some((b) => a.openMinor + b.openMinor === item.openMinor));
      if (rivals.length > 0 || pairs) this.labels.set(id, { ...label, provable: false });
    }
    return this.labels;
  }

  /** How the payer appears: by account, by name, in capitals, cut short, misspelt; certain unless it is misspelt or absent. */
  private payerOf(customer: Customer): { name: string | null; account: string | null; certain: boolean } {
    const [name, chance] = [customer.name, this.random.next()];
    const account = customer.accounts[0]!;
    if (chance < 0.55) return { name, account, certain: true };
    if (chance < 0.75) return { name, account: null, certain: true };
    if (chance < 0.9) return { name: name.toUpperCase().replace(/[.]/g, ''), account: null, certain: true };
    if (chance < 0.96) return { name: this.garble(name, /[a-z]/), account: null, certain: false };
    return { name: null, account: null, certain: false };
  }

  private nothing() {
    return { name: null, account: null, certain: false };
  }

  /** One letter or digit changed, dropped, doubled or swapped with the next. */
  private garble(text: string, what = /\d/): string {
    const places = [...text].flatMap((letter, at) => (at > 0 && what.test(letter) ? [at] : []));
    // The last digits tell documents apart: that is where people mistype.
    const at = places[Math.max(0, places.length - 1 - this.random.whole(0, 4))] ?? text.length - 1;
    const [before, letter, after] = [text.slice(0, at), text[at]!, text.slice(at + 1)];
    const other = /\d/.test(letter)
      ? String((Number(letter) + this.random.whole(1, 9)) % 10)
      : letter === 'e'
        ? 'a'
        : 'e';
    return pick(this.random, [
      before + other + after,
      before + after,
      before + letter + letter + after,
      after.length > 0 ? before + after[0]! + letter + after.slice(1) : before + other,
    ]);
  }

  private full(item: Item) {
    return { itemId: item.id, receiptAmountMinor: item.openMinor, itemAmountMinor: item.openMinor };
  }

  private named(number: string): string {
    return pick(this.random, plainTexts)(number);
  }

  private make(receiptClass: ReceiptClass, customer: Customer): Made {
    const { random } = this;
    const [full, euros] = [(item: Item) => this.full(item), (minor: bigint) => formatAmount(minor, 'EUR')];
    const one = (facts: Partial<Item> = {}): Item => this.item(customer, facts);
    const paid = (item: Item, text: string, more: Partial<Made> = {}): Made => ({
      amountMinor: item.openMinor,
      text,
      allocations: [full(item)],
      ...more,
    });
    switch (receiptClass) {
      case 'exact': {
        const item = one();
        return paid(item, this.named(random.next() < 0.15 ? (item.references[1] ?? item.number) : item.number), {
          withoutPayer: true,
        });
      }
      case 'structured':
        return this.structured(customer);
      case 'garbled': {
        const item = one();
        return paid(item, this.named(this.garble(item.number)), { toldBy: 'damaged_number' });
      }
      case 'truncated': {
        const item = one();
        const cut = random.next() < 0.5 ? item.number.slice(random.whole(1, 3)) : item.number.slice(0, -1);
        return paid(item, `${pick(random, ['', 'Rechnung ', 'INVOICE ', 'Ihre Nr. '])}${cut}`, {
          toldBy: 'damaged_number',
        });
      }
      case 'multi':
      case 'abbreviated': {
        const items = Array.from({ length: random.whole(2, 6) }, () => one());
        const numbers = items.map((item, at) =>
          receiptClass === 'abbreviated' && at > 0 ? item.number.slice(-5) : item.number,
        );
        return {
          amountMinor: sum(items),
          text: `${pick(random, ['', 'RE ', 'Invoices ', 'Ihre Rechnungen '])}${numbers.join(pick(random, [' ', ', ', ' + ', '; ']))}`,
          allocations: items.map(full),
          withoutPayer: receiptClass === 'multi',
        };
      }
      case 'advice': {
        const items = Array.from({ length: random.whole(1, 8) }, () => one());
        return {
          amountMinor: sum(items),
          text: `AVIS ${random.whole(10_000, 99_999)}`,
          allocations: items.map(full),
          remittance: items.map((item) => ({ reference: item.number, amountMinor: item.openMinor, memo: '' })),
          withoutPayer: true,
        };
      }
      case 'short': {
        const item = one();
        const less = item.openMinor / BigInt(random.whole(6, 20));
        const reason = pick(random, [
          'less damaged goods',
          'abzgl. Mängel',
          'short shipment 3 pcs',
          'price difference',
          'Retoure 2 Stück',
          'deduction promotion',
        ]);
        return {
          amountMinor: item.openMinor - less,
          text: `${item.number} ${reason}${random.next() < 0.5 ? ` ${euros(less)}` : ''}`,
          allocations: [
            { itemId: item.id, receiptAmountMinor: item.openMinor - less, itemAmountMinor: item.openMinor },
          ],
          // What is too much to be deducted by itself is a person's.
          provable: less <= 500_00n,
        };
      }
      case 'partial': {
        const item = one();
        const part = item.openMinor / BigInt(random.whole(2, 4));
        return {
          amountMinor: part,
          text: `${pick(random, ['Teilzahlung', 'part payment', '1. Rate', 'acompte'])} ${item.number}`,
          allocations: [{ itemId: item.id, receiptAmountMinor: part, itemAmountMinor: part }],
        };
      }
      case 'discount':
      case 'late_discount': {
        const until = receiptClass === 'discount' ? '2026-06-30' : '2026-05-28';
        const item = one();
        const discountMinor = item.openMinor / 50n;
        const discounted: Item = { ...item, discount: { amountMinor: discountMinor, until } };
        this.replace(item, discounted);
        const net = item.openMinor - discountMinor;
        return {
          amountMinor: net,
          text: `${item.number}${pick(random, ['', ' abzgl. 2% Skonto', ' 2% discount'])}`.replace(
            / (abzgl|2%).*/,
            (words) => (receiptClass === 'discount' ? words : ''),
          ),
          allocations: [
            {
              itemId: item.id,
              receiptAmountMinor: net,
              // Taken too late it becomes an item of its own, as policy says; the invoice is settled.
              itemAmountMinor: item.openMinor,
            },
          ],
        };
      }
      case 'credit': {
        const items = Array.from({ length: random.whole(1, 3) }, () => one());
        const credit = one({
          type: 'credit_memo',
          openMinor: -(items[0]!.openMinor / BigInt(random.whole(3, 9))) - 1n,
        });
        const named = random.next() < 0.6;
        return {
          amountMinor: sum(items) + credit.openMinor,
          text: [...items, ...(named ? [credit] : [])].map((item) => item.number).join(', '),
          allocations: [...items, credit].map(full),
        };
      }
      case 'parent': {
        const parent = this.customers.find((other) => other.id === customer.parentId)!;
        const item = one();
        return paid(item, this.named(item.number), { payer: certainly(parent) });
      }
      case 'chain': {
        const head = this.customers.find((other) => other.id === customer.parentId)!;
        const branches = this.customers.filter((other) => other.parentId === head.id);
        const owing = random.next() < 0.5 ? [head, ...branches] : branches;
        const items = owing.flatMap((owner) => Array.from({ length: random.whole(1, 2) }, () => this.item(owner)));
        return {
          amountMinor: sum(items),
          text: `${pick(random, ['', 'Filialen ', 'Invoices '])}${items.map((item) => item.number).join(pick(random, [' ', ', ', ' + ']))}`,
          allocations: items.map(full),
          payer: certainly(head),
        };
      }
      case 'on_behalf':
        return this.onBehalf(customer, certainly(this.customers.find((other) => other.id === paysBeside(customer))!));
      case 'on_behalf_unknown': {
        const account = makeIban('DE', String(50_010_517_000_000_000n + BigInt(random.whole(0, 9_999))));
        const name = pick(random, ['Kontor Treasury Services SE', 'Rheinbank Zahlstelle', 'Familie Ludewig']);
        const made = this.onBehalf(customer, { name, account, certain: false });
        // Nobody knows that this one pays for it: an amount alone is for a person.
        return made.toldBy
          ? { ...made, allocations: [], otherwise: 'propose', provable: false, toldBy: undefined }
          : { ...made, withoutPayer: true };
      }
      case 'on_behalf_against': {
        const item = one();
        const other = this.strangerTo(customer);
        // The holder pays for one that it never paid for; or its own, and the bank names an owner whom nobody knows.
        const [holder, owedBy] =
          random.next() < 0.7 ? [other, customer.name] : [customer, 'Stiftung Quellgrund Zehnthof'];
        return {
          ...paid(item, this.named(item.number), { payer: certainly(holder), owedBy }),
          allocations: [],
          otherwise: 'propose',
          provable: false,
        };
      }
      case 'fee': {
        const item = one();
        const fee = BigInt(random.whole(3, 40)) * 50n;
        const said = pick(random, [
          `less bank charges ${euros(fee)}`,
          `/CHGS/EUR${euros(fee)}`,
          `Spesen EUR ${euros(fee).replace('.', ',')}`,
          `${euros(fee)} wire fee`,
        ]);
        return {
          amountMinor: item.openMinor - fee,
          text: `${item.number} ${said}`,
          allocations: [{ itemId: item.id, receiptAmountMinor: item.openMinor - fee, itemAmountMinor: item.openMinor }],
        };
      }
      case 'duplicate': {
        const before = this.given.length > 0 ? pick(random, this.given) : undefined;
        if (!before) return this.make('unknown', customer);
        const { receipt } = before;
        return {
          amountMinor: receipt.amountMinor,
          text: receipt.reference,
          allocations: [],
          otherwise: 'duplicate',
          payer: { name: receipt.payer.name, account: receipt.payer.account, certain: true },
        };
      }
      case 'ambiguous': {
        const first = one();
        one({ openMinor: first.openMinor, documentDate: first.documentDate, dueDate: first.dueDate, discount: null });
        return {
          amountMinor: first.openMinor,
          text: pick(random, ['', 'Rechnung Mai', 'our account']),
          allocations: [],
          otherwise: 'propose',
          provable: false,
        };
      }
      case 'amount_only': {
        const item = one();
        return paid(item, pick(random, ['', 'Rechnung Mai', 'Danke', 'KD-NR 40112']), { toldBy: 'amount' });
      }
      case 'advice_deduction':
      case 'advice_wrong': {
        const items = Array.from({ length: random.whole(1, 4) }, () => one());
        const [first, ...rest] = items;
        const less = first!.openMinor / BigInt(random.whole(8, 30)) + 1n;
        // What is wrong: the figure of the deduction does not come to what is missing.
        const stated = receiptClass === 'advice_wrong' ? less / 2n : less;
        const paidMinor = first!.openMinor - less;
        return {
          amountMinor: paidMinor + sum(rest),
          text: `AVIS ${random.whole(10_000, 99_999)}`,
          allocations:
            receiptClass === 'advice_wrong'
              ? []
              : [
                  { itemId: first!.id, receiptAmountMinor: paidMinor, itemAmountMinor: first!.openMinor },
                  ...rest.map(full),
                ],
          remittance: [
            {
              reference: first!.number,
              amountMinor: paidMinor,
              memo: pick(random, ['deduction: 06 freight', 'deduction: 01', 'deduction: no reason given']),
              deductionMinor: stated,
            },
            ...rest.map((item) => ({ reference: item.number, amountMinor: item.openMinor, memo: '' })),
          ],
          otherwise: receiptClass === 'advice_wrong' ? 'propose' : null,
          provable: receiptClass === 'advice_deduction' && less <= 500_00n,
        };
      }
      case 'withholding': {
        const item = one();
        const tax = (item.openMinor + 5n) / 10n;
        return {
          amountMinor: item.openMinor - tax,
          text: `${this.named(item.number)}${pick(random, ['', ' WHT 10%', ' less TDS 10%'])}`,
          allocations: [{ itemId: item.id, receiptAmountMinor: item.openMinor - tax, itemAmountMinor: item.openMinor }],
        };
      }
      case 'tolerance': {
        const item = one();
        const most = item.openMinor / 200n;
        const less = BigInt(random.whole(1, Number(most < 50n ? most : 50n)));
        return {
          amountMinor: item.openMinor - less,
          text: this.named(item.number),
          // Let go, or a deduction once the month is used up: the item is settled.
          allocations: [
            { itemId: item.id, receiptAmountMinor: item.openMinor - less, itemAmountMinor: item.openMinor },
          ],
        };
      }
      case 'other_currency': {
        const item = one({ currency: 'USD' });
        const worth = (item.openMinor * euroOfDollar + 50n) / 100n;
        return {
          amountMinor: worth - worth / BigInt(random.whole(20, 90)),
          text: `${item.number}${pick(random, ['', ' /EXCH/0.91'])}`,
          allocations: [],
          otherwise: 'propose',
          payer: certainly(customer),
        };
      }
      case 'overpayment': {
        const item = one();
        return {
          amountMinor: item.openMinor + BigInt(random.whole(1_01, 97_77)),
          text: this.named(item.number),
          allocations: [full(item)],
          payer: certainly(customer),
        };
      }
      case 'factor': {
        const item = one();
        return paid(item, this.named(item.number), {
          payer: { name: pick(random, ['Nordfaktor Finanz AG', 'Coface Factoring SA']), account: null, certain: false },
          withoutPayer: true,
        });
      }
      case 'unknown':
        return {
          amountMinor: BigInt(random.whole(1_000, 900_000)),
          text: pick(random, ['Danke', 'Miete', 'transfer', 'Kaution 77']),
          allocations: [],
          otherwise: 'unidentified',
          payer: {
            name: pick(random, ['Egon Krause', 'Zenobia Quill', 'Mustafa Y.', 'WWW Shop 8']),
            account: null,
            certain: false,
          },
        };
      case 'prepayment':
        return {
          amountMinor: BigInt(random.whole(10_000, 900_000)),
          text: `${pick(random, ['Vorkasse Auftrag', 'prepayment order', 'proforma'])} ${random.whole(100_000, 999_999)}`,
          allocations: [],
          otherwise: 'on_account',
          payer: certainly(customer),
        };
      case 'wrong_currency': {
        const item = one();
        return {
          ...paid(item, this.named(item.number)),
          allocations: [],
          currency: 'USD',
          otherwise: 'on_account',
          payer: certainly(customer),
        };
      }
      case 'blocked': {
        const item = one({ blocks: [pick(random, ['dispute', 'legal', 'stop'])] });
        return { ...paid(item, this.named(item.number)), allocations: [], otherwise: 'propose', provable: false };
      }
      case 'stranger': {
        const item = one();
        return paid(item, this.named(item.number), {
          payer: certainly(this.strangerTo(customer)),
          provable: false,
        });
      }
      case 'garbled_unknown': {
        const item = one();
        return paid(item, this.named(this.garble(item.number)), { payer: this.nothing(), provable: false });
      }
      case 'returned': {
        const before = this.given.length > 0 ? pick(random, this.given) : undefined;
        if (!before) return this.make('unknown', customer);
        const { amountMinor, payer, reference } = before.receipt;
        // Money out; or, where a bank reports it without a sign, its words before the name.
        const signed = random.next() < 0.7;
        const name = payer.name ?? 'unknown';
        return {
          amountMinor: signed ? -amountMinor : amountMinor,
          text: `${pick(random, signed ? ['Rücklastschrift AC04', 'RETURN', 'Storno'] : ['RETURNED CHECK', 'RETURN OF PAYMENT'])} ${reference}`,
          allocations: [],
          otherwise: 'returned',
          payer: { name: signed ? name : `NSF RETURN - ${name}`, account: payer.account, certain: true },
        };
      }
    }
  }

  private strangerTo(customer: Customer): Customer {
    return this.customers[(Number(customer.id.slice(1)) + 5) % this.customers.length]!;
  }

  /** Somebody pays what a customer owes, and the bank names the customer as the ultimate debtor. */
  private onBehalf(customer: Customer, payer: NonNullable<Made['payer']>): Made {
    const { random } = this;
    const owedBy = random.next() < 0.7 ? customer.name : customer.name.toUpperCase();
    const items = Array.from({ length: random.next() < 0.2 ? 2 : 1 }, () => this.item(customer));
    const told = items.length > 1 || random.next() < 0.7;
    return {
      amountMinor: sum(items),
      text: told
        ? items.map((item) => this.named(item.number)).join(', ')
        : pick(random, ['', 'Zahlung im Auftrag', 'on behalf']),
      allocations: items.map((item) => this.full(item)),
      payer,
      owedBy,
      toldBy: told ? undefined : 'amount',
    };
  }

  /** A structured reference of the country's style: ISO 11649, KID, Swiss QR, OCR-B with check digit. */
  private structured(customer: Customer): Made {
    const { random } = this;
    const item = this.item(customer);
    const digits = item.number.replace(/\D/g, '').slice(-8);
    const kid = withLuhn(`40${digits.padStart(10, '0')}`);
    const qr = withRecursiveCheck(`2100000${digits.padStart(19, '0')}`);
    const [reference, text] = pick(random, [
      [
        null,
        makeCreditorReference(item.number)
          .replace(/(.{4})/g, '$1 ')
          .trim(),
      ],
      [makeCreditorReference(item.number), makeCreditorReference(item.number)],
      [kid, `KID ${kid}`],
      [
        qr,
        `${qr.slice(0, 2)} ${qr
          .slice(2)
          .replace(/(.{5})/g, '$1 ')
          .trim()}`,
      ],
      [qr, qr],
    ] as const);
    if (reference !== null) this.replace(item, { ...item, references: [...item.references, reference] });
    return { amountMinor: item.openMinor, text, allocations: [this.full(item)], withoutPayer: true };
  }

  private replace(item: Item, by: Item): void {
    this.items[this.items.indexOf(item)] = by;
    const own = this.byCustomer.get(item.customerId)!;
    own[own.indexOf(item)] = by;
  }
}

interface Made {
  readonly amountMinor: bigint;
  readonly text: string;
  readonly allocations: Label['allocations'];
  readonly currency?: string;
  readonly otherwise?: Label['otherwise'];
  readonly provable?: boolean;
  /** The reference and the amount prove it, whoever pays. */
  readonly withoutPayer?: boolean;
  readonly payer?: { name: string | null; account: string | null; certain: boolean };
  /** The ultimate debtor that the bank names beside the payer. */
  readonly owedBy?: string;
  /** The amount has to tell, alone or beside a number that is not whole: no proof where another item of the payer has it. */
  readonly toldBy?: 'amount' | 'damaged_number' | undefined;
  readonly remittance?: Receipt['remittance'];
}

/** The customer itself, by its account and its name. */
const certainly = (customer: Customer) => ({ name: customer.name, account: customer.accounts[0]!, certain: true });

/** Who is recorded as paying for a customer, besides itself. */
const paysBeside = (customer: Customer): string | undefined => customer.payerIds?.[0] ?? customer.parentId ?? undefined;

const sum = (items: readonly Item[]): bigint => items.reduce((total, item) => total + item.openMinor, 0n);

/** Appends the Luhn check digit (modulus 10), as Norwegian KID and OCR references carry it. */
function withLuhn(digits: string): string {
  let total = 0;
  [...digits].reverse().forEach((digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 2 : 1);
    total += value > 9 ? value - 9 : value;
  });
  return `${digits}${(10 - (total % 10)) % 10}`;
}

/** Appends the recursive modulo-10 check digit of Swiss QR and ESR references. */
function withRecursiveCheck(digits: string): string {
  const table = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5];
  const carry = [...digits].reduce((before, digit) => table[(before + Number(digit)) % 10]!, 0);
  return `${digits}${(10 - carry) % 10}`;
}
