/**
 * A small model of a true ERP ledger, for tests: it posts, clears, resets, leaves residuals, renumbers customers, and
 * emits full loads and deltas as SAP line-item lists. It knows nothing of how the mirror works.
 */
import { addDays, type Day, formatAmount } from '#kernel';

/** Numbers between 0 and 1 from a seed (mulberry32): the same seed, the same ledger. */
export function randomFrom(seed: number): () => number {
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
  readonly type: 'RV' | 'DG' | 'DZ';
  readonly documentDate: Day;
  dueDate: Day;
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
  readonly controlBalance: string;
  readonly text: string;
}

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

  private attachedTo(item: TrueItem): TrueItem[] {
    return this.items.filter((one) => one.open && one.linked === item && one.type !== 'RV');
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
    if (this.chance(0.15))
      this.post(day, { customer: 1, currency: 'EUR', type: 'RV', amount: 5_000_00n, indicator: 'F' });
    const invoices = (): TrueItem[] => this.openItems('RV');
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
    // Paid short: the invoice is cleared, a residual stays.
    if (this.chance(0.25)) {
      const invoice = this.pick(invoices().filter((one) => one.amount >= 100n && this.attachedTo(one).length === 0));
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
    // A clearing is reset: all that it cleared is open again. What was left as a residual goes.
    if (this.chance(0.25)) {
      const cleared = this.pick(this.items.filter((one) => !one.open && one.clearingDocument !== ''));
      if (cleared) {
        this.reset(day, cleared.clearingDocument);
      }
    }
    if (this.chance(0.3)) {
      const moved = this.pick(invoices());
      if (moved) Object.assign(moved, { dueDate: addDays(moved.dueDate, this.between(-5, 20)), changedOn: day });
    }
    if (this.chance(0.2)) {
      const blocked = this.pick(invoices());
      if (blocked) Object.assign(blocked, { blocked: !blocked.blocked, changedOn: day });
    }
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
      (item) => item.open && item.type === 'RV' && item.linked && back.includes(item.linked),
    );
    if (residuals.length > 0) this.clear(day, residuals);
  }

  /** What the mirror must show of an item: a partial payment and its invoice show the net. */
  shown(item: TrueItem): bigint {
    if (!item.open || item.indicator === 'F') return 0n;
    if (item.linked !== null && item.type !== 'RV' && item.linked.open) return 0n;
    return item.amount + this.attachedTo(item).reduce((sum, one) => sum + one.amount, 0n);
  }

  emit(kind: 'full' | 'delta', keyDate: Day, since: Day | null): ErpFeedFile {
    const rows = this.items.filter((item) => (kind === 'full' ? item.open : item.changedOn > since!));
    const balance = rows.filter((item) => item.open && item.indicator !== 'F');
    const totals: Record<string, bigint> = {};
    for (const item of balance) totals[item.currency] = (totals[item.currency] ?? 0n) + item.amount;
    const local = (item: TrueItem): bigint => (item.amount * rates[item.currency]) / 10n;
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
      controlBalance: formatAmount(
        balance.reduce((sum, item) => sum + local(item), 0n),
        'EUR',
      ),
      text: [header, ...text].join('\n'),
    };
  }
}
