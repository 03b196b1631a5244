/** The day run of several companies: what cannot be posted in one of them holds its own lines, and nobody else's day. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBankAccount } from '#cash';
import { type Company, createCompany, findCompany, recordExchangeRates } from '#company';
import { saveCustomers } from '#customers';
import { loadChart, setUpChart } from '#ledger';
import { runDay, verify } from '#operations';
import { runQuery } from '#platform';
import { type Books, must, openBooks } from '#test/books';
import { sendPath } from '../../src/apps/registrations.ts';
import { type BankDay, mt940Day } from '../mt940-day.ts';

const accountsOfBank = {
  euro: 'DE89370400440532013000',
  francs: 'DE75512108001245126199',
  ofSister: 'FR1420041010050500013M02606',
};
let books: Books;
let sister: Company;
let inboxFolder: string;

beforeAll(async () => {
  books = await openBooks({ customers: 2, now: '2026-03-20T09:00:00Z' });
  const { engine, caller, company, tenantId } = books;
  const made = { code: 'FR01', name: 'Acme SAS', currency: 'EUR', country: 'FR', timeZone: 'Europe/Paris' };
  must(await createCompany(engine, caller, { ...made, language: 'fr', letterhead: {} }));
  sister = must(await findCompany(engine, tenantId, 'FR01'));
  must(await setUpChart(engine, caller, { companyId: sister.id }));
  must(
    await saveCustomers(engine, caller, {
      customers: [{ number: 'C1', name: 'Customer C1', country: 'DE', accounts: [{ companyId: sister.id }] }],
    }),
  );
  for (const [of, number, currency] of [
    [company, accountsOfBank.euro, 'EUR'],
    [company, accountsOfBank.francs, 'CHF'],
    [sister, accountsOfBank.ofSister, 'EUR'],
  ] as const) {
    const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, of.id));
    const glAccountId = chart.find((account) => account.purpose === 'bank')!.id;
    must(await createBankAccount(engine, caller, { company: of, number, currency, name: number, glAccountId }));
  }
  inboxFolder = join(books.home, 'inbox');
  mkdirSync(join(inboxFolder, 'bank'), { recursive: true });
});
afterAll(() => books.close());

const bring = (name: string, day: BankDay): void =>
  writeFileSync(join(inboxFolder, 'bank', `${name}.sta`), mt940Day(day));
const run = async (asOf: string) => {
  const input = { asOf, inboxFolder, sendPath: sendPath({ home: books.home }) };
  return must(await runDay(books.engine, books.caller, input));
};
type Report = Awaited<ReturnType<typeof run>>;
const cashOf = (report: Report, company: string) =>
  report.stages.find((one) => one.stage === 'cash' && one.company === company)!;

describe('A currency without a rate holds its own lines, and nobody else’s day', () => {
  it('sets its lines aside with the reason; the company’s others and the other company are worked to the end', async () => {
    bring('euro', { account: accountsOfBank.euro, day: '2026-03-19', lines: [[120_00, 'Customer C2', 'advance']] });
    bring('francs', {
      ...{ account: accountsOfBank.francs, currency: 'CHF', day: '2026-03-19' },
      lines: [
        [75_00, 'Nobody we know', 'advance'],
        [80_00, 'Customer C1', 'advance'],
        [-5_00, 'The bank', 'charges'],
      ],
    });
    bring('sister', {
      account: accountsOfBank.ofSister,
      day: '2026-03-19',
      lines: [[60_00, 'Customer C1', 'advance']],
    });
    const report = await run('2026-03-20');
    const cash = cashOf(report, 'DE01');
    expect(cash.counts).toMatchObject({ lines: 4, 'on account': 1, 'left aside': 3 });
    for (const amount of ['75.00', '80.00', '-5.00'])
      expect(cash.notes.join('\n')).toContain(
        `CHF ${amount} of 2026-03-19: There is no exchange rate CHF/EUR on or before 2026-03-19`,
      );
    expect(cashOf(report, 'FR01').counts).toMatchObject({ lines: 1, 'on account': 1 });
    const last = report.stages.filter((one) => one.stage === 'priorities').map((one) => one.company);
    expect(last).toEqual(['DE01', 'FR01']);
    expect((await verify(books.engine, books.tenantId)).checks.filter((check) => check.failed > 0)).toEqual([]);
  });

  it('they are posted by the next run once the rate is there', async () => {
    must(
      await recordExchangeRates(books.engine, books.caller, [
        { from: 'CHF', to: 'EUR', day: '2026-03-18', rate: '1.04', source: 'test' },
      ]),
    );
    const cash = cashOf(await run('2026-03-21'), 'DE01');
    expect(cash.counts).toMatchObject({ lines: 3, 'on account': 1, unidentified: 1, 'other money out': 1 });
    expect(cash.counts).not.toHaveProperty('left aside');
    expect((await verify(books.engine, books.tenantId)).checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});
