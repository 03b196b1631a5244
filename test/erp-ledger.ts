/**
 * A small model of a true ERP ledger, for tests: it posts, clears, reverses, resets, leaves residuals, renumbers customers,
 * keeps down payments, bills, retentions and noted items, and emits full loads and deltas as SAP line-item lists whose rows
 * stand in any order. It knows nothing of how the mirror works.
 */
import { addDays, type Day, daysBetween, formatAmount } from '#kernel';

/** Numbers between 0 and 1 from a seed (mulberry32): the same seed, the same ledger. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export interface TrueItem {
  readonly number: string;
  readonly year: number;
  readonly line: number;
  readonly customer: number;
  readonly type: 'RV' | 'DG' | 'DZ' | 'DA' | 'AB';
  readonly documentDate: Day;
  dueDate: Day;
  movedOn: Day | '';
  readonly currency: 'EUR' | 'USD';
  readonly amount: bigint;
  open: boolean;
  readonly linked: TrueItem | null;
  readonly indicator: string;
  blocked: boolean;
  clearingDocument: string;
  clearingDate: Day | '';
  changedOn: Day;
}

/** A file as it is delivered. */
export interface ErpFeedFile {
  readonly name: string;
  readonly kind: 'full' | 'delta';
  readonly keyDate: Day;
  readonly since: Day | null;
  readonly count: number;
  readonly totals: Record<string, string>;
  /** The balance of each control account in company currency. */
  readonly controlBalance: Record<ControlAccount, string>;
  readonly text: string;
}

type ControlAccount = 'main' | 'down_payment' | 'bill' | 'retention';
const accountOfIndicator: Readonly<Record<string, ControlAccount>> = {
  '': 'main',
  A: 'down_payment',
  W: 'bill',
  H: 'retention',
};
/** A request for a down payment, a guarantee, a request for payment, a request for a bill: on no account. */
const notedIndicators = ['F', 'G', 'P', 'R'];
/** The control account on which an item stands. */
export const accountOf = (item: TrueItem): ControlAccount => accountOfIndicator[item.indicator] ?? 'main';
export const isNoted = (item: TrueItem): boolean => notedIndicators.includes(item.indicator);

const rates = { EUR: 10n, USD: 9n } as const;
const header = [
  'Company Code;Customer;Document Number;Fiscal Year;Line Item;Document Type;Document Date;Posting Date;Net Due Date;Debit/Credit Ind.',
  'Document Currency;Amount in Doc. Curr.;Amount in Local Currency;Special G/L Ind.;Dunning Block;Clearing Document;Clearing Date',
  'Invoice Reference;Year of Inv. Ref.;Line of Inv. Ref.',
].join(';');

export const keyOf = (item: TrueItem): string => `1000/${item.number}/${item.year}/${item.line}`;

export class TrueLedger {
  readonly items: TrueItem[] = [];
  private readonly random: () => number;
  private document = 0;
  private clearing = 0;
  /** The number that each customer has in the ERP now. */
  readonly customerNumbers: string[];

  /** `bank`: each payment is of an amount of its own, so that the bank's money can be told from any other. */
  constructor(
    seed: number,
    customers: number,
    private readonly bank = false,
  ) {
    this.random = randomFrom(seed);
    this.customerNumbers = Array.from({ length: customers }, (_, index) => `C${index + 1}`);
  }

  chance(probability: number): boolean {
    return this.random() < probability;
  }

  pick<T>(from: readonly T[]): T | undefined {
    return from[Math.floor(this.random() * from.length)];
  }

  /** A payment's amount: with a bank, the next smaller one that no payment has and no invoice can have. */
  private ofPayment(amount: bigint): bigint {
    if (!this.bank) return amount;
    const used = new Set(this.items.filter((item) => item.type === 'DZ').map((item) => item.amount));
    let free = amount;
    while (free < -1n && (used.has(free) || free % 10n === 0n)) free += 1n;
    return free;
  }

  between(from: number, to: number): number {
    return from + Math.floor(this.random() * (to - from + 1));
  }

  shuffled<T>(from: readonly T[]): T[] {
    return from
      .map((one): [number, T] => [this.random(), one])
      .sort(([a], [b]) => a - b)
      .map(([, one]) => one);
  }

  private post(
    day: Day,
    item: Pick<TrueItem, 'customer' | 'type' | 'currency' | 'amount'> & Partial<TrueItem>,
  ): TrueItem {
    // Two years number alike: the printed number alone tells nothing.
    const year = item.year ?? 2026;
    if (item.number === undefined) this.document += 1;
    const posted: TrueItem = {
      number: item.number ?? `18${String(this.document).padStart(6, '0')}`,
      line: 1,
      documentDate: day,
      dueDate: addDays(day, 30),
      movedOn: '',
      open: true,
      linked: null,
      indicator: '',
      blocked: false,
      clearingDocument: '',
      clearingDate: '',
      changedOn: day,
      ...item,
      year,
    };
    this.items.push(posted);
    return posted;
  }

  private clear(day: Day, items: readonly TrueItem[]): void {
    this.clearing += 1;
    for (const item of items) {
      item.open = false;
      item.clearingDocument = `14${String(this.clearing).padStart(6, '0')}`;
      item.clearingDate = day;
      item.changedOn = day;
    }
  }

  private openItems(type: TrueItem['type']): TrueItem[] {
    return this.items.filter((item) => item.open && item.type === type && item.indicator === '');
  }

  /** Partial payments, credits and reversals that name an item of their own control account. */
  private attachedTo(item: TrueItem): TrueItem[] {
    return this.items.filter(
      (one) => one.open && one.linked === item && one.type !== 'RV' && one.indicator === item.indicator,
    );
  }

  /** One business day in the life of the ledger. */
  live(day: Day): void {
    for (let count = this.between(1, 4); count > 0; count -= 1) {
      const customer = this.between(0, this.customerNumbers.length - 1);
      const currency = this.chance(0.3) ? 'USD' : 'EUR';
      const amount = BigInt(this.between(1, 40_000)) * 10n;
      const invoice = this.post(day, { customer, currency, type: 'RV', amount });
      // An instalment is a line of its own; last year's document of the same printed number is another document.
      if (this.chance(0.2))
        this.post(day, {
          customer,
          currency,
          type: 'RV',
          amount: amount + 10n,
          number: invoice.number,
          line: 2,
          dueDate: addDays(day, 60),
        });
      if (this.chance(0.15))
        this.post(day, { customer, currency, type: 'RV', amount: 10n + amount, number: invoice.number, year: 2025 });
    }
    if (this.chance(0.3))
      this.post(day, {
        customer: 0,
        currency: 'EUR',
        type: 'DZ',
        amount: this.ofPayment(-BigInt(this.between(1, 900)) * 10n),
        dueDate: day,
      });
    const invoices = (): TrueItem[] => this.openItems('RV');
    this.liveWithSpecialItems(day, invoices);
    // A partial payment, or a credit memo for a part, that names its invoice.
    if (this.chance(0.5)) {
      const invoice = this.pick(invoices());
      if (invoice) {
        const attached = this.attachedTo(invoice).reduce((sum, one) => sum + one.amount, 0n);
        const rest = (invoice.amount + attached) / 10n;
        if (rest > 20n) {
          const type = this.chance(0.7) ? 'DZ' : 'DG';
          const amount = -((rest * BigInt(this.between(10, 90))) / 100n) * 10n || -10n;
          this.post(day, {
            customer: invoice.customer,
            currency: invoice.currency,
            type,
            amount: type === 'DZ' && invoice.currency === 'EUR' ? this.ofPayment(amount) : amount,
            linked: invoice,
            dueDate: day,
          });
        }
      }
    }
    // Paid in full, with everything that was attached.
    for (let count = this.between(0, 3); count > 0; count -= 1) {
      const invoice = this.pick(invoices());
      if (invoice) this.clear(day, [invoice, ...this.attachedTo(invoice)]);
    }
    // Paid short: the invoice is cleared, a residual stays, with its day. Where that was moved and then cleared between two lists
    // that were let in, nobody tells it; so not for as long as files may be late.
    if (this.chance(0.25)) {
      const told = (one: TrueItem): boolean => one.movedOn === '' || daysBetween(one.movedOn, day) > 20;
      const invoice = this.pick(
        invoices().filter((one) => one.amount >= 100n && this.attachedTo(one).length === 0 && told(one)),
      );
      if (invoice) {
        this.clear(day, [invoice]);
        this.post(day, {
          customer: invoice.customer,
          currency: invoice.currency,
          type: 'RV',
          amount: (invoice.amount / 100n) * 10n,
          linked: invoice,
          dueDate: invoice.dueDate,
        });
      }
    }
    // A payment on account is taken back; a document is reversed.
    if (this.chance(0.2)) {
      const payment = this.pick(this.openItems('DZ').filter((one) => one.linked === null));
      if (payment) this.clear(day, [payment]);
    }
    if (this.chance(0.15)) {
      const partial = this.pick(this.openItems('DZ').filter((one) => one.linked !== null));
      if (partial) this.clear(day, [partial]);
    }
    if (this.chance(0.3)) this.reverseOne(day);
    // A clearing is reset: all that it cleared is open again. A residual or a bill that came of it goes.
    if (this.chance(0.25)) {
      const cleared = this.pick(this.items.filter((one) => !one.open && one.clearingDocument !== ''));
      if (cleared) {
        this.reset(day, cleared.clearingDocument);
      }
    }
    if (this.chance(0.3)) {
      // A residual's own day counts once it was seen with the one that it inherits: files are late by two weeks at most.
      const settled = (item: TrueItem): boolean => item.linked === null || daysBetween(item.documentDate, day) > 20;
      const moved = this.pick(invoices().filter(settled));
      if (moved)
        Object.assign(moved, { dueDate: addDays(moved.dueDate, this.between(-5, 20)), movedOn: day, changedOn: day });
    }
    // Some ERPs let a posted document be changed: an invoice grows, whatever is attached to it.
    if (!this.bank && this.chance(0.15)) {
      const grown = this.pick(invoices());
      if (grown) Object.assign(grown, { amount: grown.amount + BigInt(this.between(1, 500)) * 10n, changedOn: day });
    }
    if (this.chance(0.2)) {
      const blocked = this.pick(invoices());
      if (blocked) Object.assign(blocked, { blocked: !blocked.blocked, changedOn: day });
    }
  }

  /** Down payments and their requests, guarantees, retentions, bills: each on its account, or on none. */
  private liveWithSpecialItems(day: Day, invoices: () => TrueItem[]): void {
    const special = (indicator: string): TrueItem[] =>
      this.items.filter((item) => item.open && item.indicator === indicator);
    if (this.chance(0.2)) {
      const indicator = this.pick(notedIndicators)!;
      this.post(day, { customer: 1, currency: 'EUR', type: 'RV', amount: 5_000_00n, indicator });
    }
    if (this.chance(0.1)) {
      const noted = this.pick(notedIndicators.flatMap(special));
      if (noted) this.clear(day, [noted]);
    }
    // A down payment; often it names the invoice that it is for, and stays on its own account all the same.
    if (this.chance(0.2)) {
      const invoice = this.chance(0.5) ? this.pick(invoices()) : undefined;
      this.post(day, {
        customer: invoice?.customer ?? 2,
        currency: invoice?.currency ?? 'EUR',
        type: 'DZ',
        amount:
          invoice?.currency === 'USD'
            ? -BigInt(this.between(1, 900)) * 10n
            : this.ofPayment(-BigInt(this.between(1, 900)) * 10n),
        indicator: 'A',
        linked: invoice ?? null,
        dueDate: day,
      });
    }
    // Used up: cleared, and what it was for is cleared with it or paid down.
    if (this.chance(0.15)) {
      const down = this.pick(special('A'));
      const invoice = this.pick(invoices());
      if (down) this.clear(day, invoice && this.chance(0.5) ? [down, invoice, ...this.attachedTo(invoice)] : [down]);
    }
    if (this.chance(0.1))
      this.post(day, {
        customer: 3,
        currency: 'EUR',
        type: 'DA',
        amount: BigInt(this.between(1, 9_000)) * 10n,
        indicator: 'H',
        dueDate: addDays(day, 365),
      });
    // Paid by a bill of exchange: the invoice is cleared, the bill names it and falls due on a day of its own.
    if (this.chance(0.15)) {
      const invoice = this.pick(invoices().filter((one) => this.attachedTo(one).length === 0));
      if (invoice) {
        this.clear(day, [invoice]);
        this.post(day, {
          customer: invoice.customer,
          currency: invoice.currency,
          type: 'DA',
          amount: invoice.amount,
          indicator: 'W',
          linked: invoice,
          dueDate: addDays(day, 90),
        });
      }
    }
    if (this.chance(0.1)) {
      const paid = this.pick([...special('W'), ...special('H')]);
      if (paid) this.clear(day, [paid]);
    }
  }

  /** A document is taken back by one of its own: mostly the two clear each other at once, else both stand. */
  private reverseOne(day: Day): void {
    const invoice = this.pick(this.openItems('RV').filter((one) => this.attachedTo(one).length === 0));
    if (!invoice) return;
    const reversal = this.post(day, {
      customer: invoice.customer,
      currency: invoice.currency,
      type: 'AB',
      amount: -invoice.amount,
      linked: this.chance(0.7) ? invoice : null,
      dueDate: invoice.dueDate,
    });
    if (this.chance(0.6)) this.clear(day, [invoice, reversal]);
  }

  /** Takes a clearing back, unless more would then be attached to an invoice than it is of. */
  private reset(day: Day, document: string): void {
    const cleared = this.items.filter((item) => item.clearingDocument === document);
    const before = cleared.map((item) => ({ ...item }));
    for (const item of cleared)
      Object.assign(item, { open: true, clearingDocument: '', clearingDate: '', changedOn: day });
    const over = this.items.some((item) => item.open && item.type === 'RV' && this.shown(item) < 0n);
    if (over) for (const [index, item] of cleared.entries()) Object.assign(item, before[index]);
    const back = over ? [] : cleared;
    const residuals = this.items.filter(
      (item) =>
        item.open && item.linked && (item.type === 'RV' || item.indicator === 'W') && back.includes(item.linked),
    );
    if (residuals.length > 0) this.clear(day, residuals);
  }

  /** What the mirror must show of an item: a partial payment and its invoice show the net. */
  shown(item: TrueItem): bigint {
    if (!item.open || isNoted(item)) return 0n;
    if (item.linked?.open && item.type !== 'RV' && item.indicator === item.linked.indicator) return 0n;
    return item.amount + this.attachedTo(item).reduce((sum, one) => sum + one.amount, 0n);
  }

  emit(kind: 'full' | 'delta', keyDate: Day, since: Day | null): ErpFeedFile {
    const rows = this.items.filter((item) => (kind === 'full' ? item.open : item.changedOn > since!));
    const balance = rows.filter((item) => item.open && !isNoted(item));
    const totals: Record<string, bigint> = {};
    for (const item of balance) totals[item.currency] = (totals[item.currency] ?? 0n) + item.amount;
    const local = (item: TrueItem): bigint => (item.amount * rates[item.currency]) / 10n;
    const balanceOf = (account: ControlAccount): string =>
      formatAmount(
        balance
          .filter((item) => accountOfIndicator[item.indicator] === account)
          .reduce((sum, item) => sum + local(item), 0n),
        'EUR',
      );
    const text = rows.map((item) => {
      const plain = (minor: bigint): string => formatAmount(minor < 0n ? -minor : minor, 'EUR');
      const linked = item.linked ? [item.linked.number, item.linked.year, item.linked.line] : ['', '', ''];
      return [
        '1000',
        this.customerNumbers[item.customer],
        item.number,
        item.year,
        item.line,
        item.type,
        item.documentDate,
        item.documentDate,
        item.dueDate,
        item.amount < 0n ? 'H' : 'S',
        item.currency,
        plain(item.amount),
        plain(local(item)),
        item.indicator,
        item.blocked ? 'A' : '',
        item.clearingDocument,
        item.clearingDate,
        ...linked,
      ].join(';');
    });
    return {
      name: `${keyDate}-${kind}.csv`,
      kind,
      keyDate,
      since,
      count: rows.length,
      totals: Object.fromEntries(
        Object.entries(totals).map(([currency, minor]) => [currency, formatAmount(minor, currency)]),
      ),
      controlBalance: {
        main: balanceOf('main'),
        down_payment: balanceOf('down_payment'),
        bill: balanceOf('bill'),
        retention: balanceOf('retention'),
      },
      text: [header, ...this.shuffled(text)].join('\n'),
    };
  }
}
