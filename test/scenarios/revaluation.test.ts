/** Open items in foreign currency at the end of a month: valued at the closing rate, taken back on the first of the next. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordExchangeRates } from '#company';
import { changePeriod } from '#ledger';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { clearItems, postDocuments, revaluation, revalue } from '#receivables';
import { type Books, must, openBooks, refusalOf } from '../books.ts';

let books: Books;
const items: Record<string, bigint> = {};

beforeAll(async () => {
  books = await openBooks({ customers: 2, now: '2026-02-03T09:00:00Z' });
  must(
    await recordExchangeRates(books.engine, books.caller, [
      { from: 'USD', to: 'EUR', day: '2026-01-30', rate: '0.95', source: 'test' },
      { from: 'EUR', to: 'JPY', day: '2026-01-01', rate: '160', source: 'test' },
      { from: 'EUR', to: 'JPY', day: '2026-01-31', rate: '150', source: 'test' },
    ]),
  );
  await post('INV-USD', 'USD', 1000_00n, '2026-01-10');
  await post('INV-JPY', 'JPY', 16_000n, '2026-01-12');
  await post('INV-EUR', 'EUR', 500_00n, '2026-01-12');
});
afterAll(() => books.close());

async function post(number: string, currency: string, amountMinor: bigint, documentDate: string) {
  const posted = must(
    await postDocuments(books.engine, books.caller, {
      company: books.company,
      documents: [
        {
          accountId: books.accounts['C1']!,
          documentType: amountMinor > 0n ? 'invoice' : 'payment',
          number,
          documentDate,
          currency,
          amountMinor,
        },
      ],
    }),
  );
  items[number] = posted.posted[0]!.itemIds[0]!;
}

const run = (month: string, caller = books.caller) => revalue(books.engine, caller, { company: books.company, month });

/** What a GL account holds at the end of a day, in cents. */
async function balance(purpose: string, day: string): Promise<bigint> {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ amount: bigint }>`
      select coalesce(sum(l.company_amount_minor), 0)::bigint as amount from ledger.v_line l
      join ledger.v_journal j on j.tenant_id = l.tenant_id and j.id = l.journal_id
      join ledger.v_account a on a.tenant_id = l.tenant_id and a.id = l.account_id
      where l.tenant_id = ${books.tenantId} and a.purpose = ${purpose} and j.posting_date <= ${day}`.execute(db),
  );
  return rows[0]!.amount;
}

describe('R54 Foreign-currency items at month end', () => {
  it('are shown at the closing rate before anything is posted', async () => {
    const rows = must(await revaluation(books.engine, books.tenantId, { company: books.company, month: '2026-01' }));
    expect(rows.map((row) => [row.currency, row.openMinor, row.carriedMinor, row.revaluedMinor, row.dueMinor])).toEqual(
      [
        ['JPY', 16_000n, 100_00n, 106_67n, 6_67n],
        ['USD', 1000_00n, 900_00n, 950_00n, 50_00n],
      ],
    );
    expect(rows[1]!.rate).toBe('1 USD = 0.95 EUR (2026-01-30)');
    expect(await balance('receivables_revaluation', '2026-12-31')).toBe(0n);
  });

  it('are posted as one explained journal per currency and control account, and taken back on the first', async () => {
    expect(must(await run('2026-01')).posted).toBe(2);
    expect(await balance('receivables_revaluation', '2026-01-30')).toBe(0n);
    expect(await balance('receivables_revaluation', '2026-01-31')).toBe(56_67n);
    expect(await balance('unrealised_exchange', '2026-01-31')).toBe(-56_67n);
    expect(await balance('receivables_revaluation', '2026-02-01')).toBe(0n);
    // Control account and revaluation together are what the open items are worth.
    const control = await balance('receivables_control', '2026-01-31');
    expect(control + 56_67n).toBe(500_00n + 950_00n + 106_67n);
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ explanation: string }>`select explanation from ledger.v_journal
        where tenant_id = ${books.tenantId} and kind = 'revaluation' order by id desc limit 2`.execute(db),
    );
    expect(rows[1]!.explanation).toBe(
      'Revaluation of account 1200 on 2026-01-31: USD 1000.00 open, carried at EUR 900.00, is worth EUR 950.00 at 1 USD = 0.95 EUR (2026-01-30).',
    );
    expect(rows[0]!.explanation).toContain(
      'Taken back on the first day of the next month: Revaluation of account 1200',
    );
  });

  it('a second run posts nothing; after a late posting only the difference', async () => {
    expect(must(await run('2026-01')).posted).toBe(0);
    await post('INV-LATE', 'USD', 100_00n, '2026-01-20');
    const again = must(await run('2026-01'));
    expect(again.posted).toBe(1);
    expect(again.rows.find((row) => row.currency === 'USD')).toMatchObject({ postedMinor: 55_00n, dueMinor: 0n });
    expect(await balance('receivables_revaluation', '2026-01-31')).toBe(61_67n);
    expect(await balance('receivables_revaluation', '2026-02-01')).toBe(0n);
  });

  it('two runs at once post once', async () => {
    await post('INV-LATER', 'USD', 200_00n, '2026-01-21');
    const both = await Promise.all([run('2026-01'), run('2026-01')]);
    expect(both.map((one) => must(one).posted).sort()).toEqual([0, 1]);
    expect(await balance('receivables_revaluation', '2026-01-31')).toBe(71_67n);
  });

  it('what is paid in the next month realises its difference against the rate of its day, not against the valuation', async () => {
    await post('PAY-USD', 'USD', -1000_00n, '2026-02-02');
    must(
      await clearItems(books.engine, books.caller, {
        company: books.company,
        allocations: [{ creditItemId: items['PAY-USD']!, debitItemId: items['INV-USD']!, amountMinor: 1000_00n }],
        postingDate: '2026-02-02',
        kind: 'cash_application',
        explanation: 'Paid.',
      }),
    );
    expect(await balance('exchange_differences', '2026-02-02')).toBe(-50_00n);
  });

  it('a month that is not over, is closed, or is soft-closed without a reason takes none', async () => {
    expect(refusalOf(await run('2026-02'))).toBe('receivables.month-not-over');
    const close = (state: 'soft_closed' | 'closed') =>
      changePeriod(books.engine, books.caller, {
        companyId: books.company.id,
        month: '2026-01',
        state,
        reason: 'Done.',
      });
    await post('INV-LAST', 'USD', 10_00n, '2026-01-22');
    // Closed for good it would stand in the books at a value that it no longer has.
    expect(refusalOf(await close('closed'))).toBe('ledger.month-unready');
    must(await close('soft_closed'));
    expect(refusalOf(await close('closed'))).toBe('ledger.month-unready');
    expect(refusalOf(await run('2026-01'))).toBe('ledger.period-soft-closed');
    expect(must(await run('2026-01', { ...books.caller, lateReason: 'The closing entry itself.' })).posted).toBe(1);
    must(await close('closed'));
    expect(refusalOf(await run('2026-01'))).toBe('ledger.period-closed');
  });

  it('leaves books that verify', async () => {
    const report = await verify(books.engine, books.tenantId);
    expect(report.checks.filter((check) => check.failed > 0)).toEqual([]);
    expect(report.checks.find((check) => check.name.startsWith('revaluations'))!.checked).toBe(5);
  });
});

describe('R54 Items of special accounts at month end', () => {
  let special: Books;
  beforeAll(async () => {
    special = await openBooks({ customers: 1, now: '2026-02-03T09:00:00Z' });
    must(
      await recordExchangeRates(special.engine, special.caller, [
        { from: 'USD', to: 'EUR', day: '2026-01-30', rate: '0.95', source: 'test' },
      ]),
    );
    const amounts = [
      ...(['invoice', 'bill_of_exchange', 'retention', 'withholding_tax'] as const).map(
        (type) => [type, 100_00n] as const,
      ),
      ...(['payment', 'down_payment'] as const).map((type) => [type, -40_00n] as const),
    ];
    must(
      await postDocuments(special.engine, special.caller, {
        company: special.company,
        documents: amounts.map(([documentType, amountMinor]) => ({
          ...{ accountId: special.accounts['C1']!, documentType, number: documentType, documentDate: '2026-01-10' },
          ...{ currency: 'USD', amountMinor },
        })),
      }),
    );
  });
  afterAll(() => special.close());

  it('are valued where they are money to come; what is owed in goods, and tax certificates, keep their rate', async () => {
    const rows = must(
      await revaluation(special.engine, special.tenantId, { company: special.company, month: '2026-01' }),
    );
    expect(rows.map((row) => [row.controlAccount, row.openMinor, row.carriedMinor, row.dueMinor]).sort()).toEqual([
      // The invoice less the payment, the bill, the retention.
      ['1200', 60_00n, 54_00n, 3_00n],
      ['1220', 100_00n, 90_00n, 5_00n],
      ['1230', 100_00n, 90_00n, 5_00n],
    ]);
  });
});
