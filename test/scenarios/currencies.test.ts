/** Items of one account in different currencies: cleared at the day's rate, balanced in each currency, no unit lost. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordExchangeRates } from '#company';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { clearItems, loadItems, postDocuments, reverseClearing, type WantedAllocation } from '#receivables';
import fc, { runs } from '#test/property';
import { type Books, must, openBooks, refusalOf } from '../books.ts';

let books: Books;
let numbers = 0;

beforeAll(async () => {
  books = await openBooks({ customers: 3 });
  must(
    await recordExchangeRates(books.engine, books.caller, [
      { from: 'USD', to: 'EUR', day: '2026-01-20', rate: '0.93', source: 'test' },
      { from: 'EUR', to: 'JPY', day: '2026-01-01', rate: '161.37', source: 'test' },
      { from: 'KWD', to: 'EUR', day: '2026-01-01', rate: '3.0127', source: 'test' },
    ]),
  );
});
afterAll(() => books.close());

const post = async (
  currency: string,
  amountMinor: bigint,
  documentDate = '2026-01-05',
  customer = 'C1',
): Promise<bigint> => {
  numbers += 1;
  return must(
    await postDocuments(books.engine, books.caller, {
      company: books.company,
      documents: [
        {
          accountId: books.accounts[customer]!,
          documentType: amountMinor > 0n ? 'invoice' : 'payment',
          number: `X-${numbers}`,
          documentDate,
          currency,
          amountMinor,
        },
      ],
    }),
  ).posted[0]!.itemIds[0]!;
};

const clear = (allocations: readonly WantedAllocation[], postingDate = '2026-01-25') =>
  clearItems(books.engine, books.caller, {
    company: books.company,
    allocations,
    postingDate,
    kind: 'manual',
    explanation: 'Paid in another currency.',
  });

const load = async (...itemIds: bigint[]) =>
  runQuery(books.engine, books.tenantId, (db) => loadItems(db, books.tenantId, { itemIds }));
const openOf = async (...itemIds: bigint[]) =>
  (await load(...itemIds)).map((item) => [item.openMinor, item.openCompanyMinor]);

/** The lines of the last journal: purpose, currency, amount, company amount. */
async function lastJournal(): Promise<[string, string, bigint, bigint][]> {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ purpose: string; currency: string; amount: bigint; company: bigint }>`
      select a.purpose, l.currency, l.amount_minor as amount, l.company_amount_minor as company from ledger.v_line l
      join ledger.v_account a on a.tenant_id = l.tenant_id and a.id = l.account_id
      where l.tenant_id = ${books.tenantId} and l.journal_id = (select max(id) from ledger.v_journal where tenant_id = ${books.tenantId})
      order by l.line`.execute(db),
  );
  return rows.map((row) => [row.purpose, row.currency, row.amount, row.company]);
}

const sound = async () => (await verify(books.engine, books.tenantId)).checks.filter((check) => check.failed > 0);

describe('R32 A payer pays in another currency than was invoiced', () => {
  it("clears at the day's rate through the conversion account, and realises the difference", async () => {
    const invoice = await post('USD', 1000_00n);
    const money = await post('EUR', -930_00n, '2026-01-25');
    must(
      await clear([
        { creditItemId: money, debitItemId: invoice, amountMinor: 930_00n, debitAmountMinor: 'at-day-rate' },
      ]),
    );
    expect(await openOf(invoice, money)).toEqual([
      [0n, 0n],
      [0n, 0n],
    ]);
    // Carried at 900.00, paid with 930.00: a gain of 30.00.
    expect((await lastJournal()).sort()).toEqual(
      [
        ['receivables_control', 'EUR', 930_00n, 930_00n],
        ['receivables_control', 'USD', -1000_00n, -900_00n],
        ['currency_conversion', 'EUR', -930_00n, -930_00n],
        ['currency_conversion', 'USD', 1000_00n, 930_00n],
        ['exchange_differences', 'USD', 0n, -30_00n],
      ].sort(),
    );
    expect(await sound()).toEqual([]);
  });

  it('is taken back exactly', async () => {
    const invoice = await post('USD', 100_00n);
    const money = await post('EUR', -50_00n, '2026-01-25');
    const before = await openOf(invoice, money);
    const { clearingId } = must(
      await clear([
        { creditItemId: money, debitItemId: invoice, amountMinor: 50_00n, debitAmountMinor: 'at-day-rate' },
      ]),
    );
    const forward = await lastJournal();
    must(
      await reverseClearing(books.engine, books.caller, {
        company: books.company,
        clearingId,
        postingDate: '2026-01-28',
        reason: 'Wrong invoice.',
      }),
    );
    expect(await openOf(invoice, money)).toEqual(before);
    const back = await lastJournal();
    expect(back).toEqual(forward.map(([purpose, currency, amount, company]) => [purpose, currency, -amount, -company]));
    expect(await sound()).toEqual([]);
  });

  it('takes what the payer and we agreed, within a tenth of the rate; and only on one account, and only when said', async () => {
    const invoice = await post('USD', 100_00n);
    const money = await post('EUR', -92_00n, '2026-01-25');
    const other = await post('EUR', -92_00n, '2026-01-25', 'C2');
    const wish = { creditItemId: money, debitItemId: invoice, amountMinor: 92_00n };
    expect(refusalOf(await clear([wish]))).toBe('receivables.currency-differs');
    expect(refusalOf(await clear([{ ...wish, creditItemId: other, debitAmountMinor: 100_00n }]))).toBe(
      'receivables.currency-differs',
    );
    expect(refusalOf(await clear([{ ...wish, debitAmountMinor: 80_00n }]))).toBe('receivables.rate-implausible');
    expect(refusalOf(await clear([{ ...wish, debitAmountMinor: 0n }]))).toBe('receivables.rate-implausible');
    expect(refusalOf(await clear([{ ...wish, debitAmountMinor: 101_00n }]))).toBe('receivables.over-allocated');
    must(await clear([{ ...wish, debitAmountMinor: 100_00n }]));
    expect(await openOf(invoice, money)).toEqual([
      [0n, 0n],
      [0n, 0n],
    ]);
  });

  it('items that lie in the future move the accounts on their own days', async () => {
    const early = await post('USD', 10_00n, '2026-01-05');
    const late = await post('USD', 10_00n, '2026-01-30');
    const money = await post('USD', -20_00n, '2026-01-22');
    must(
      await clear(
        [
          { creditItemId: money, debitItemId: early, amountMinor: 10_00n },
          { creditItemId: money, debitItemId: late, amountMinor: 10_00n },
        ],
        '2026-01-22',
      ),
    );
    expect(await sound()).toEqual([]);
  });

  it('never loses a unit, in whatever parts and currencies it is paid', async () => {
    const currencies = ['EUR', 'USD', 'JPY', 'KWD', 'GBP'] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...currencies),
        fc.constantFrom(...currencies),
        fc.integer({ min: 1_000, max: 5_000_000 }),
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 5 }),
        async (invoiced, paid, amount, shares) => {
          const invoice = await post(invoiced, BigInt(amount));
          const money = await post(paid, -(10n ** 10n), '2026-01-25');
          const reversible: bigint[] = [];
          for (const share of shares) {
            const [item] = await load(invoice);
            const wanted = (item!.openMinor * BigInt(share)) / 100n;
            if (wanted <= 0n) continue;
            // As much money as the share is worth, by the books' own conversion: one unit of rounding either way.
            const outcome = await clear([
              invoiced === paid
                ? { creditItemId: money, debitItemId: invoice, amountMinor: wanted }
                : { creditItemId: money, debitItemId: invoice, amountMinor: wanted, debitAmountMinor: 'at-day-rate' },
            ]);
            if (outcome.ok) reversible.push(outcome.value.clearingId);
            else expect(['receivables.over-allocated', 'receivables.rate-implausible']).toContain(outcome.refusal.code);
          }
          for (const clearingId of reversible.reverse())
            must(
              await reverseClearing(books.engine, books.caller, {
                company: books.company,
                clearingId,
                postingDate: '2026-02-01',
                reason: 'Test.',
              }),
            );
          const after = await load(invoice, money);
          for (const item of after) {
            expect(item.openMinor).toBe(item.amountMinor);
            expect(item.openCompanyMinor).toBe(item.companyAmountMinor);
          }
        },
      ),
      runs.database,
    );
    expect(await sound()).toEqual([]);
  }, 180_000);
});
