/** The documents of a customer's account (responsibility R4), each told as the trade meets it, on a real database. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setUpTax } from '#company';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { aging, clearItems, loadItems, type NewDocument, postDocuments, reverseDocument } from '#receivables';
import { type Books, must, openBooks, refusalOf } from '../books.ts';

let books: Books;
beforeAll(async () => {
  books = await openBooks({ customers: 30 });
  must(await setUpTax(books.engine, books.caller));
});
afterAll(async () => {
  // Whatever the stories did, every invariant of the books holds at the end.
  const report = await verify(books.engine, books.tenantId);
  expect(report.checks.filter((check) => check.failed > 0)).toEqual([]);
  await books.close();
});

let customer = '';
let taken = 0;
beforeEach(() => {
  taken += 1;
  customer = `C${taken}`;
});

const post = async (document: Partial<NewDocument> & Pick<NewDocument, 'documentType' | 'amountMinor'>) =>
  must(
    await postDocuments(books.engine, books.caller, {
      company: books.company,
      documents: [
        {
          accountId: books.accounts[customer]!,
          number: null,
          documentDate: '2026-01-10',
          currency: 'EUR',
          ...document,
        },
      ],
    }),
  ).posted[0]!;
/** An invoice of 1,190.00 with 19 % tax, due on 9 February. */
const invoice = (more: Partial<NewDocument> = {}) =>
  post({
    documentType: 'invoice',
    number: `INV-${customer}`,
    amountMinor: 1_190_00n,
    taxes: [{ code: 'S', baseMinor: 1_000_00n, taxMinor: 190_00n }],
    ...more,
  });
const items = (ids: readonly bigint[]) =>
  runQuery(books.engine, books.tenantId, (db) => loadItems(db, books.tenantId, { itemIds: ids }));
const openOf = async (id: bigint) => (await items([id]))[0]!.openMinor;
/** The customer's aging: unapplied, current, 1-30, 31-60, 61-90, 91-120, 121+ and the total. */
const aged = async (asOf: string) => {
  const result = must(
    await aging(books.engine, books.tenantId, {
      companyId: books.company.id,
      asOf,
      asKnown: null,
      by: 'customer',
      buckets: [30, 60, 90, 120],
      basis: 'due',
      view: 'net',
      customerId: books.customers[customer]!,
    }),
  );
  return result.rows[0] ? [...result.rows[0].amountsMinor] : [];
};
/** What the customer's journals left on each account, by purpose; accounts at zero are left out. */
const accountsOf = async () => {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ purpose: string; amount: bigint }>`
      with mine as (
        select i.journal_id as id from receivables.v_item i where i.tenant_id = ${books.tenantId} and i.account_id = ${books.accounts[customer]!}
        union select c.journal_id from receivables.v_clearing c
          where c.tenant_id = ${books.tenantId} and c.account_id = ${books.accounts[customer]!}
      )
      select a.purpose, sum(l.amount_minor)::bigint as amount from ledger.v_line l
      join ledger.v_account a on a.tenant_id = ${books.tenantId} and a.id = l.account_id
      where l.tenant_id = ${books.tenantId} and l.journal_id in (select id from mine) group by 1 having sum(l.amount_minor) <> 0 order by 1`.execute(
      db,
    ),
  );
  return Object.fromEntries(rows.map((row) => [row.purpose, row.amount]));
};
const reverse = (itemIds: readonly bigint[], postingDate: string) =>
  reverseDocument(books.engine, books.caller, { company: books.company, itemIds, postingDate, reason: 'Test.' });
const clear = (creditItemId: bigint, debitItemId: bigint, amountMinor: bigint, postingDate: string) =>
  clearItems(books.engine, books.caller, {
    company: books.company,
    allocations: [{ creditItemId, debitItemId, amountMinor }],
    postingDate,
    kind: 'manual',
    explanation: 'Applied in a test.',
  });

describe('R4 Tax stands on items by code', () => {
  it('posts net and tax of two codes apart, and a reversal negates them exactly', async () => {
    const posted = await invoice({
      amountMinor: 2_260_00n,
      taxes: [
        { code: 'S', baseMinor: 1_000_00n, taxMinor: 190_00n },
        { code: 'R', baseMinor: 1_000_00n, taxMinor: 70_00n },
      ],
    });
    expect(await accountsOf()).toEqual({
      receivables_control: 2_260_00n,
      revenue: -2_000_00n,
      tax_payable: -260_00n,
    });
    must(await reverse(posted.itemIds, '2026-01-31'));
    expect(await accountsOf()).toEqual({});
    expect(await aged('2026-01-31')).toEqual([]);
    expect(await aged('2026-01-30')).toEqual([0n, 2_260_00n, 0n, 0n, 0n, 0n, 0n]);
  });

  it('refuses a code that is not known and tax that does not fit', async () => {
    const attempt = (more: Partial<NewDocument>) =>
      postDocuments(books.engine, books.caller, {
        company: books.company,
        documents: [
          {
            accountId: books.accounts[customer]!,
            documentType: 'invoice',
            number: 'INV-BAD',
            documentDate: '2026-01-10',
            currency: 'EUR',
            amountMinor: 100_00n,
            ...more,
          },
        ],
      });
    expect(refusalOf(await attempt({ taxes: [{ code: 'XX', baseMinor: 1n, taxMinor: 0n }] }))).toBe(
      'receivables.tax-code-unknown',
    );
    expect(refusalOf(await attempt({ taxMinor: 2n, taxes: [{ code: 'S', baseMinor: 10n, taxMinor: 1n }] }))).toBe(
      'receivables.tax-sum',
    );
    expect(refusalOf(await attempt({ taxes: [{ code: 'S', baseMinor: 100_00n, taxMinor: 19_00n }] }))).toBe(
      'receivables.tax-exceeds',
    );
    expect(refusalOf(await attempt({ reasonCode: 'NO-SUCH' }))).toBe('receivables.reason-unknown');
  });

  it('a discount reduces the tax of each code pro rata, and credits to the end lose no unit', async () => {
    const [id] = (
      await invoice({
        amountMinor: 100_01n,
        taxes: [
          { code: 'S', baseMinor: 50_00n, taxMinor: 9_50n },
          { code: 'R', baseMinor: 37_86n, taxMinor: 2_65n },
        ],
      })
    ).itemIds;
    await post({ documentType: 'discount', amountMinor: -3_00n, linkedItemId: id!, settles: true });
    const afterDiscount = await accountsOf();
    expect(afterDiscount['discount_granted']! + afterDiscount['tax_payable']! + 12_15n).toBe(3_00n);
    for (const part of [33_34n, 1n, 50_00n, 13_66n])
      await post({ documentType: 'credit_memo', amountMinor: -part, linkedItemId: id!, settles: true });
    const all = await accountsOf();
    // Tax is back to nothing in both codes; what remains is revenue against the discount's net.
    expect(all['tax_payable']).toBeUndefined();
    expect(all['revenue']! + all['discount_granted']!).toBe(0n);
    expect(await openOf(id!)).toBe(0n);
  });
});

describe('R4 A down payment', () => {
  it('is requested without touching the books, received with its tax, and settled by the final invoice', async () => {
    const request = await post({ documentType: 'down_payment_request', amountMinor: 595_00n });
    expect(await aged('2026-03-01')).toEqual([]);
    expect(await accountsOf()).toEqual({});
    const paid = await post({
      documentType: 'down_payment',
      amountMinor: -595_00n,
      documentDate: '2026-01-20',
      taxes: [{ code: 'S', baseMinor: -500_00n, taxMinor: -95_00n }],
      linkedItemId: request.itemIds[0]!,
    });
    expect(await openOf(request.itemIds[0]!)).toBe(0n);
    expect(refusalOf(await reverse(request.itemIds, '2026-01-21'))).toBe('receivables.has-allocations');
    expect(await accountsOf()).toEqual({
      bank: 595_00n,
      down_payments_received: -595_00n,
      down_payment_tax: 95_00n,
      tax_payable: -95_00n,
    });
    const final = await invoice({ documentDate: '2026-02-10' });
    must(await clear(paid.itemIds[0]!, final.itemIds[0]!, 300_00n, '2026-02-10'));
    must(await clear(paid.itemIds[0]!, final.itemIds[0]!, 295_00n, '2026-02-10'));
    expect(await accountsOf()).toEqual({
      bank: 595_00n,
      receivables_control: 595_00n,
      revenue: -1_000_00n,
      tax_payable: -190_00n,
    });
    // Taken for something else: the reversal takes the clearings back, and the request asks again.
    must(await reverse(paid.itemIds, '2026-02-20'));
    expect(await openOf(final.itemIds[0]!)).toBe(1_190_00n);
    expect(await openOf(request.itemIds[0]!)).toBe(595_00n);
    expect(refusalOf(await clear(paid.itemIds[0]!, request.itemIds[0]!, 1n, '2026-02-21'))).toBe(
      'receivables.noted-item',
    );
    must(await reverse(request.itemIds, '2026-02-21'));
    expect(await accountsOf()).toEqual({ receivables_control: 1_190_00n, revenue: -1_000_00n, tax_payable: -190_00n });
  });
});
