/**
 * The simulation's own books: a few sums kept beside the company from what it was told and what the bank brought, by arithmetic
 * of their own. Each evening the ledger's accounts must hold just these; at a month's end foreign items must be worth what they
 * are at the closing rate.
 */
import type pg from 'pg';
import type { Day } from '#kernel';

type Sums = Map<string, bigint>;
const add = (sums: Sums, key: string, minor: bigint): void => {
  sums.set(key, (sums.get(key) ?? 0n) + minor);
};

/** A document as it was told: gross and tax with their sign. */
export interface ToldDocument {
  readonly currency: string;
  readonly grossMinor: bigint;
  readonly taxMinor: bigint;
}

/** How much an analyst may write off alone: of one item, and of one customer in a month. */
const alone = { item: 50_00n, customerMonth: 200_00n };

export class ShadowBooks {
  /** By purpose of the account and currency, debits positive. */
  private readonly accounts: Sums = new Map();
  private readonly bank: Sums = new Map();
  private readonly writtenOffAlone: Sums = new Map();
  /** Those of the test books first. */
  private readonly rates: { readonly from: Day; readonly numerator: bigint }[] = [
    { from: '2025-01-01', numerator: 9_000n },
  ];
  private mostTaxWaiting = 0n;

  /** A rate in euro for a dollar, in ten-thousandths. */
  rate(from: Day, numerator: bigint): void {
    this.rates.push({ from, numerator });
  }

  private inEuro(minor: bigint, day: Day): bigint {
    const { numerator } = this.rates.findLast((one) => one.from <= day)!;
    const [size, sign] = minor < 0n ? [-minor, -1n] : [minor, 1n];
    return sign * ((size * numerator + 5_000n) / 10_000n);
  }

  posted({ currency, grossMinor, taxMinor }: ToldDocument): void {
    add(this.accounts, `revenue ${currency}`, taxMinor - grossMinor);
    add(this.accounts, `tax_payable ${currency}`, -taxMinor);
  }

  reversed({ currency, grossMinor, taxMinor }: ToldDocument): void {
    this.posted({ currency, grossMinor: -grossMinor, taxMinor: -taxMinor });
  }

  brought(currency: string, minor: bigint): void {
    add(this.bank, currency, minor);
  }

  /** Whether an analyst may write this much off alone: what a second person approved before does not count against it. */
  mayWriteOff(accountId: bigint, day: Day, minor: bigint): boolean {
    const before = this.writtenOffAlone.get(`${accountId} ${day.slice(0, 7)}`) ?? 0n;
    return minor <= alone.item && before + minor <= alone.customerMonth;
  }

  wroteOff(
    by: { readonly accountId: bigint; readonly day: Day; readonly alone: boolean },
    minor: bigint,
    taxOfItemMinor: bigint,
  ): void {
    if (by.alone) add(this.writtenOffAlone, `${by.accountId} ${by.day.slice(0, 7)}`, minor);
    add(this.accounts, 'written off', minor);
    this.mostTaxWaiting += taxOfItemMinor;
  }

  refunded(minor: bigint): void {
    add(this.accounts, 'refunds_payable EUR', -minor);
  }

  /** What the ledger holds otherwise than these books; empty when all agrees. */
  async differences(client: pg.Client, bankAccounts: ReadonlyMap<string, string>): Promise<string[]> {
    const { rows } = await client.query<{ account_id: string; purpose: string | null; currency: string; held: string }>(
      {
        name: 'shadow',
        text: `select l.account_id, a.purpose, l.currency, sum(l.amount_minor)::text as held
        from ledger.line l join ledger.account a on a.tenant_id = l.tenant_id and a.id = l.account_id group by 1, 2, 3`,
      },
    );
    const sum = (wanted: (row: (typeof rows)[number]) => boolean): bigint =>
      rows.filter(wanted).reduce((total, row) => total + BigInt(row.held), 0n);
    const held = (purpose: string, currency: string): bigint =>
      sum((row) => row.purpose === purpose && row.currency === currency);
    const wrong: string[] = [];
    const expect = (what: string, wanted: bigint, found: bigint): void => {
      if (wanted !== found) wrong.push(`${what} is ${found}, not ${wanted}`);
    };
    for (const currency of ['EUR', 'USD']) {
      for (const purpose of ['revenue', 'tax_payable'])
        expect(`${purpose} in ${currency}`, this.accounts.get(`${purpose} ${currency}`) ?? 0n, held(purpose, currency));
      const glAccount = bankAccounts.get(currency);
      expect(
        `the bank in ${currency}`,
        this.bank.get(currency) ?? 0n,
        sum((row) => row.account_id === glAccount && row.currency === currency),
      );
    }
    expect('refunds to be paid', this.accounts.get('refunds_payable EUR') ?? 0n, held('refunds_payable', 'EUR'));
    const waiting = held('bad_debt_tax', 'EUR');
    expect('bad debt with its tax', this.accounts.get('written off') ?? 0n, held('bad_debt', 'EUR') + waiting);
    if (waiting < 0n || waiting > this.mostTaxWaiting) wrong.push(`tax that waits for relief is ${waiting}`);
    return wrong;
  }

  /**
   * Whether open dollars are carried at the rates of their own days, so that whatever was cleared took its difference with it: to
   * a cent for each document and clearing. Answers what is wrong.
   */
  async carriedWrong(client: pg.Client): Promise<string[]> {
    const open = await client.query<{ posting_date: string; open: string }>(
      `select posting_date::text, open_minor::text as open from receivables.item where currency = 'USD' and not noted`,
    );
    const held = await client.query<{ held: string; cents: string }>(
      `select coalesce(sum(l.company_amount_minor), 0)::text as held, count(*)::text as cents from ledger.line l
        join ledger.account a on a.tenant_id = l.tenant_id and a.id = l.account_id
        where a.purpose = 'receivables_control' and l.currency = 'USD'`,
    );
    const worth = open.rows.reduce((sum, row) => sum + this.inEuro(BigInt(row.open), row.posting_date), 0n);
    const { held: carried, cents } = held.rows[0]!;
    const off = BigInt(carried) - worth;
    return off <= BigInt(cents) && -off <= BigInt(cents)
      ? []
      : [`open dollars are carried at ${carried}, not at about ${worth}`];
  }

  /** At a month's end, revalued: what open dollars are carried at, with the revaluation, is what they are worth that day. */
  async revaluedWrong(client: pg.Client, day: Day): Promise<string[]> {
    const { rows } = await client.query<{ dollars: string; carried: string; revalued: string }>({
      text: `select coalesce(sum(l.amount_minor) filter (where a.purpose = 'receivables_control' and l.currency = 'USD'), 0)::text as dollars,
          coalesce(sum(l.company_amount_minor) filter (where a.purpose = 'receivables_control' and l.currency = 'USD'), 0)::text as carried,
          coalesce(sum(l.company_amount_minor) filter (where a.purpose = 'receivables_revaluation'), 0)::text as revalued
        from ledger.line l join ledger.account a on a.tenant_id = l.tenant_id and a.id = l.account_id
        join ledger.journal j on j.tenant_id = l.tenant_id and j.id = l.journal_id where j.posting_date <= $1::date`,
      values: [day],
    });
    const { dollars, carried, revalued } = rows[0]!;
    const worth = this.inEuro(BigInt(dollars), day);
    return BigInt(carried) + BigInt(revalued) === worth
      ? []
      : [`${dollars} open dollars are worth ${worth} on ${day}, but stand at ${carried} with ${revalued}`];
  }
}
