/** Aged debt of a group: several companies, several currencies, one report that names its rates and ties to the books. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Company, createCompany, findCompany, recordExchangeRates } from '#company';
import { loadAccounts, saveCustomers } from '#customers';
import { setUpChart } from '#ledger';
import { runQuery, sql } from '#platform';
import { type GroupRates, groupAging, postDocuments } from '#receivables';
import fc, { runs } from '#test/property';
import { convertKeepingSum } from '../../src/modules/receivables/rules/group-currency.ts';
import { type Books, must, openBooks, refusalOf } from '../books.ts';

let books: Books;
let uk: Company;

beforeAll(async () => {
  books = await openBooks({ customers: 2, now: '2026-02-03T09:00:00Z' });
  must(
    await createCompany(books.engine, books.caller, {
      code: 'UK01',
      name: 'Acme Ltd',
      currency: 'GBP',
      country: 'GB',
      timeZone: 'Europe/London',
      language: 'en',
      letterhead: {},
    }),
  );
  uk = must(await findCompany(books.engine, books.tenantId, 'UK01'));
  must(await setUpChart(books.engine, books.caller, { companyId: uk.id }));
  must(
    await recordExchangeRates(books.engine, books.caller, [
      { from: 'GBP', to: 'EUR', day: '2026-01-31', rate: '1.2', source: 'test' },
      { from: 'USD', to: 'GBP', day: '2025-01-01', rate: '0.8', source: 'test' },
      { from: 'USD', to: 'EUR', day: '2026-01-31', rate: '0.937', source: 'test' },
    ]),
  );
  must(
    await saveCustomers(books.engine, books.caller, {
      customers: [{ number: 'C1', name: 'Customer C1', country: 'DE', accounts: [{ companyId: uk.id }] }],
    }),
  );
  const accounts = await runQuery(books.engine, books.tenantId, (db) =>
    loadAccounts(db, books.tenantId, { companyId: uk.id }),
  );
  const post = async (company: Company, accountId: bigint, rows: readonly [string, bigint, string][]) =>
    must(
      await postDocuments(books.engine, books.caller, {
        company,
        documents: rows.map(([currency, amountMinor, documentDate], index) => ({
          accountId,
          documentType: amountMinor > 0n ? ('invoice' as const) : ('on_account' as const),
          number: `${company.code}-${accountId}-${index}`,
          documentDate,
          dueDate: documentDate,
          currency,
          amountMinor,
        })),
      }),
    );
  await post(books.company, books.accounts['C1']!, [
    ['EUR', 100_01n, '2026-01-10'],
    ['USD', 333_33n, '2025-11-01'],
    ['USD', -33_34n, '2026-01-15'],
  ]);
  await post(books.company, books.accounts['C2']!, [['USD', 7_77n, '2025-09-01']]);
  await post(uk, accounts[0]!.id, [
    ['GBP', 10_01n, '2026-01-20'],
    ['GBP', 20_02n, '2025-12-20'],
    ['USD', 99_99n, '2025-10-01'],
  ]);
});
afterAll(() => books.close());

const age = async (rates: GroupRates | null, by: 'customer' | 'company' = 'customer', currency = 'EUR') =>
  groupAging(books.engine, books.tenantId, {
    companies: [books.company, uk],
    asOf: '2026-01-31',
    asKnown: null,
    by,
    buckets: [30, 60, 90, 120],
    basis: 'due',
    view: 'net',
    group: rates === null ? null : { currency, rates },
  });

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => a + b, 0n);

/** The control account of a company at the end of January, in its own currency. */
async function control(companyId: bigint): Promise<bigint> {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ amount: bigint }>`
      select sum(l.company_amount_minor)::bigint as amount from ledger.v_line l
      join ledger.v_account a on a.tenant_id = l.tenant_id and a.id = l.account_id and a.purpose = 'receivables_control'
      where l.tenant_id = ${books.tenantId} and a.company_id = ${companyId}`.execute(db),
  );
  return rows[0]!.amount;
}

describe('R9 Aged debt of the group', () => {
  it('at historical rates ties to the general ledger of every company', async () => {
    const report = must(await age('historical'));
    const [german, british] = report.companies;
    expect(german).toMatchObject({ company: 'DE01', currency: 'EUR', balanceMinor: await control(books.company.id) });
    expect(german!.groupMinor).toBe(german!.balanceMinor);
    expect(british).toMatchObject({ company: 'UK01', currency: 'GBP', balanceMinor: await control(uk.id) });
    // 30.03 GBP and 99.99 USD carried at 79.99 GBP are 110.02 GBP; at 1.2 that is 132.02 EUR.
    expect(british!.groupMinor).toBe(132_02n);
    expect(report.totals).toHaveLength(1);
    expect(report.totals[0]!.totalMinor).toBe(german!.groupMinor! + british!.groupMinor!);
    expect(report.group).toEqual({ currency: 'EUR', rates: 'historical', used: ['1 GBP = 1.2 EUR (2026-01-31)'] });
  });

  it('at closing rates values every item by the rate of the day, and names the rates', async () => {
    const report = must(await age('closing'));
    expect(report.group!.used).toEqual(['1 GBP = 1.2 EUR (2026-01-31)', '1 USD = 0.937 EUR (2026-01-31)']);
    // 100.01 EUR; 307.76 USD at 0.937 = 288.37; 30.03 GBP at 1.2 = 36.04; 99.99 USD = 93.69.
    expect(report.totals[0]!.totalMinor).toBe(100_01n + 288_37n + 36_04n + 93_69n);
  });

  it('reads one line per customer over all companies, or per company; columns sum to the balance', async () => {
    for (const rates of ['historical', 'closing', null] as const) {
      for (const by of ['customer', 'company'] as const) {
        const report = must(await age(rates, by));
        for (const row of report.rows) expect(sum(row.amountsMinor)).toBe(row.totalMinor);
        for (const total of report.totals) {
          const rows = report.rows.filter((row) => row.currency === total.currency);
          expect(sum(rows.map((row) => row.totalMinor))).toBe(total.totalMinor);
          expect(sum(total.amountsMinor)).toBe(total.totalMinor);
        }
      }
    }
    expect(must(await age('closing')).rows.map((row) => row.customer)).toEqual(['C1', 'C2']);
    expect(must(await age('closing', 'company')).rows.map((row) => row.key)).toEqual(['DE01', 'UK01']);
    const plain = must(await age(null, 'company'));
    expect(plain.rows.map((row) => `${row.key} ${row.currency}`)).toEqual([
      'DE01 EUR',
      'DE01 USD',
      'UK01 GBP',
      'UK01 USD',
    ]);
  });

  it('goes through a company currency where there is no direct rate, and refuses where there is no way', async () => {
    const yen = must(
      await recordExchangeRates(books.engine, books.caller, [
        { from: 'EUR', to: 'CHF', day: '2026-01-01', rate: '0.95', source: 'test' },
      ]),
    );
    expect(yen.recorded).toBe(1);
    const report = must(await age('closing', 'company', 'CHF'));
    expect(report.group!.used).toContain('1 USD = 0.937 EUR (2026-01-31), 1 EUR = 0.95 CHF (2026-01-01)');
    expect(refusalOf(await age('closing', 'company', 'SEK'))).toBe('company.rate-missing');
  });

  it('conversion never loses a unit, whatever the amounts and the rate', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), { maxLength: 30 }),
        fc.bigInt({ min: 1n, max: 10n ** 9n }),
        fc.bigInt({ min: 1n, max: 10n ** 9n }),
        (amounts, numerator, denominator) => {
          const half = (n: bigint, d: bigint): bigint => {
            const rounded = (2n * (n < 0n ? -n : n) + d) / (2n * d);
            return n < 0n ? -rounded : rounded;
          };
          const convert = (minor: bigint): bigint => half(minor * numerator, denominator);
          const converted = convertKeepingSum(amounts, convert);
          expect(sum(converted)).toBe(convert(sum(amounts)));
          converted.forEach((one, index) => {
            const off = one - convert(amounts[index]!);
            expect(off >= -1n && off <= 1n).toBe(true);
            if (amounts[index] === 0n) expect(one).toBe(0n);
          });
        },
      ),
      runs.pure,
    );
  });
});
