/** What is open, and what of it is overdue, is one figure each: of a customer on every list and screen, of a company, and in what it leads to. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prioritiseCompany } from '#collections';
import type { CustomerAnswer, CustomersAnswer, WorklistAnswer } from '#collections/contract';
import { addDays, formatAmount, parseAmount } from '#kernel';
import type { TodayAnswer } from '#operations/contract';
import { postDocuments, withholdTax } from '#receivables';
import type { AgingAnswer, ItemsAnswer } from '#receivables/contract';
import { must } from '#test/books';
import { businessDay } from '#test/workday';
import { openWorkdayServer, type WorkdayServer } from '#test/workday-server';
import type { StatementPreviewAnswer } from '../../src/modules/collections/statement-contract.ts';

/** A tax certificate of this customer is past its day: overdue, and not asked for. */
const withheldOf = '10109';

describe('R10 R15 R24 What is open and overdue', () => {
  let world: WorkdayServer;
  let customers: CustomersAnswer['rows'];
  let heads: ReadonlyMap<string, CustomerAnswer>;
  const read = <T>(path: string, query: Readonly<Record<string, string>> = {}): Promise<T> =>
    world.read<T>(`${path}?${new URLSearchParams({ company: 'DE01', ...query })}`);
  const overdueOf = (customer: string, currency: string): string | undefined =>
    customers.find((one) => one.customer === customer)?.balances.find((one) => one.currency === currency)?.overdue;
  const sum = (amounts: readonly string[], currency: string): string =>
    formatAmount(
      amounts.reduce((total, amount) => total + parseAmount(amount, currency), 0n),
      currency,
    );
  const itemsOf = async (query: Readonly<Record<string, string>>, currency: string): Promise<string> =>
    (await read<ItemsAnswer>('/api/items', { asOf: businessDay, currency, ...query })).totals[0]?.open ??
    formatAmount(0n, currency);
  const overdueItems = { bucket: '1+', view: 'gross-debit' };

  beforeAll(async () => {
    world = await openWorkdayServer('ana', 'Ana Kovač', 'analyst', 'company');
    const { rows } = await read<ItemsAnswer>('/api/items', { customer: withheldOf, sort: '-open' });
    must(
      await withholdTax(world.day.engine, world.day.caller, {
        itemId: BigInt(rows[0]!.id),
        amount: '50.00',
        postingDate: businessDay,
        expectedBy: businessDay,
        reason: 'The customer keeps tax back.',
      }),
    );
    customers = (await read<CustomersAnswer>('/api/customers', { limit: '200', only: 'open' })).rows;
    heads = new Map(
      await Promise.all(
        customers.map(
          async ({ customer }) => [customer, await read<CustomerAnswer>(`/api/customers/${customer}`)] as const,
        ),
      ),
    );
  });
  afterAll(() => world.close());

  it('of a customer is the same on the list, on its screen, and in its items', async () => {
    expect(customers.length).toBeGreaterThan(10);
    let withCredits = 0;
    for (const { customer, balances } of customers) {
      const { rows } = heads.get(customer)!.aging;
      // What is dated after the day is open and overdue nowhere.
      expect(rows.map((one) => [one.currency, one.total, one.overdue])).toEqual(
        balances.map((one) => [one.currency, one.open, one.overdue]),
      );
      for (const { currency, amounts, total, overdue } of rows) {
        const [credits, current, ...past] = amounts;
        expect(sum(past, currency)).toBe(overdue);
        expect(sum([credits!, current!, overdue], currency)).toBe(total);
        expect(await itemsOf({ customer, ...overdueItems }, currency)).toBe(overdue);
        expect(await itemsOf({ customer, bucket: 'unapplied', view: 'gross-debit' }, currency)).toBe(credits);
        const net = await itemsOf({ customer, bucket: '1+' }, currency);
        if (net !== overdue) withCredits += 1;
      }
    }
    // Where the two are told apart, there is something to tell apart.
    expect(withCredits).toBeGreaterThan(2);
  });

  it('is open from the day that it is dated, whatever is known before', async () => {
    const { engine, caller, company } = world.day;
    const customer = '10107';
    const tomorrow = addDays(businessDay, 1);
    const onLists = async () => ({
      list: (await read<CustomersAnswer>('/api/customers', { limit: '200', search: customer })).rows[0]!.balances,
      shape: (
        await read<{ rows: { currency: string; open: string; overdue: string }[] }>('/api/customer-list', {
          called: customer,
        })
      ).rows.map(({ currency, open, overdue }) => ({ currency, open, overdue })),
      head: (await read<CustomerAnswer>(`/api/customers/${customer}`)).aging.rows.map(
        ({ currency, total, overdue }) => ({ currency, open: total, overdue }),
      ),
    });
    const before = await onLists();
    expect(before.list).toEqual(before.head);
    const accountId = BigInt((await read<CustomerAnswer>(`/api/customers/${customer}`)).account.id);
    const { currency, open } = before.list[0]!;
    const other = ['GBP', 'USD', 'CZK'].find((one) => !before.list.some((row) => row.currency === one))!;
    const document = { accountId, documentType: 'invoice' as const, documentDate: tomorrow };
    must(
      await postDocuments(engine, caller, {
        company,
        documents: [
          { ...document, number: 'TO-COME-1', currency, amountMinor: 100_00n },
          { ...document, number: 'TO-COME-2', currency: other, amountMinor: 70_00n },
        ],
      }),
    );
    expect(await onLists()).toEqual(before);
    must(await prioritiseCompany(engine, caller, { company, asOf: tomorrow }));
    const after = await onLists();
    expect(after.list).toEqual(after.head);
    expect(after.list.find((one) => one.currency === currency)!.open).toBe(
      formatAmount(parseAmount(open, currency) + 100_00n, currency),
    );
    expect(after.list.find((one) => one.currency === other)!.open).toBe('70.00');
    must(await prioritiseCompany(engine, caller, { company, asOf: businessDay }));
  });

  it('is the same on the worklist and in its reasons, also where a part is disputed or promised', async () => {
    const { rows } = await read<WorklistAnswer>('/api/worklist', { limit: '200' });
    expect(rows.length).toBeGreaterThan(5);
    for (const { customer, balances, reasons } of rows) {
      for (const { currency, overdue } of balances) expect(overdue).toBe(overdueOf(customer, currency));
      const [only, ...more] = balances;
      const told = reasons.find((one) => one.code === 'overdue_amount');
      if (told && only?.currency === 'EUR' && more.length === 0)
        expect(told.text).toBe(`EUR ${only.overdue} is overdue`);
    }
    // RE-26021 is disputed: its customer is listed for the rest, with all of it told.
    const disputed = rows.find((one) => one.customer === '10103')!;
    const held = await itemsOf({ customer: '10103', ...overdueItems, held: 'any' }, disputed.balances[0]!.currency);
    expect(held).not.toBe(formatAmount(0n, disputed.balances[0]!.currency));
  });

  it('is what the statements of account say', async () => {
    const { statements } = await read<StatementPreviewAnswer>('/api/statements/preview');
    expect(statements.length).toBeGreaterThan(5);
    for (const { customer, balances } of statements)
      for (const { currency, overdue } of balances) expect(overdue).toBe(overdueOf(customer, currency));
  });

  it('of a company is the sum over its customers and ties to the aging', async () => {
    const { companies } = await world.read<TodayAnswer>('/api/today');
    const today = companies.find((one) => one.company === 'DE01');
    const aging = await read<AgingAnswer>('/api/aging', { asOf: businessDay, by: 'company', view: 'gross-debit' });
    expect(today!.overdue.length).toBeGreaterThan(1);
    for (const { currency, amount } of today!.overdue) {
      const each = customers.flatMap((one) => one.balances).filter((one) => one.currency === currency);
      expect(
        sum(
          each.map((one) => one.overdue),
          currency,
        ),
      ).toBe(amount);
      expect(sum(aging.totals.find((one) => one.currency === currency)!.amounts.slice(2), currency)).toBe(amount);
      expect(await itemsOf(overdueItems, currency)).toBe(amount);
    }
  });

  it('counts a tax certificate past its day, which nobody is asked for', async () => {
    const currency = heads.get(withheldOf)!.aging.rows[0]!.currency;
    const before = overdueOf(withheldOf, currency)!;
    const { engine, caller, company } = world.day;
    must(await prioritiseCompany(engine, caller, { company, asOf: addDays(businessDay, 1) }));
    const head = await read<CustomerAnswer>(`/api/customers/${withheldOf}`);
    const overdue = head.aging.rows.find((one) => one.currency === currency)!.overdue;
    expect(parseAmount(overdue, currency) - parseAmount(before, currency)).toBeGreaterThanOrEqual(50_00n);
    const { rows } = await read<CustomersAnswer>('/api/customers', { limit: '200', only: 'open' });
    expect(
      rows.find((one) => one.customer === withheldOf)!.balances.find((one) => one.currency === currency)!.overdue,
    ).toBe(overdue);
  });
});
